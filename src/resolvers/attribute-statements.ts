import { type GraphQLField, type GraphQLResolveInfo, type GraphQLSchema, isObjectType } from 'graphql'
import { getMetadataStorage } from 'type-graphql'
import { type Context } from '../graphql/context.ts'
import { type AskedFields } from '../request/asked-fields.ts'

type Field = GraphQLField<unknown, Context>

/** Lets each request know which of its questions send statements and which are refused: only those that ran are charged. */
export function attributeStatements(schema: GraphQLSchema): void {
  // `rateLimit` waits for the others.
  for (const root of [schema.getQueryType(), schema.getSubscriptionType()])
    for (const field of Object.values(root!.getFields()) as Field[])
      if (field.name !== 'rateLimit') attribute(field, 'answer')
  for (const field of fieldsWithMethods(schema)) attribute(field, 'resolve')
}

/** The fields below the root that are answered by methods. A field may share its name with one of another type. */
function fieldsWithMethods(schema: GraphQLSchema): Field[] {
  const methods = getMetadataStorage().fieldResolvers.filter(({ kind }) => kind === 'external')
  const names = new Set(methods.map(({ schemaName }) => schemaName))
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(type => !roots.includes(type))
    .flatMap(type => Object.values(type.getFields()) as Field[])
    .filter(({ name, resolve }) => resolve && names.has(name))
}

function attribute(field: Field, as: keyof Pick<AskedFields, 'answer' | 'resolve'>): void {
  const resolve = field.resolve!
  field.resolve = (parent, args, context, info) =>
    context.scope.askedFields[as](rootName(info), () => resolve(parent, args, context, info))
}

/** The name in the answer of the root field. */
function rootName({ path }: GraphQLResolveInfo): string {
  let root = path
  while (root.prev) root = root.prev
  return String(root.key)
}
