import { type DocumentNode, type GraphQLSchema, Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql'
import { hasFields } from './has-fields.ts'

const mark = 'apart_'

/** The document with another name in the answer for each field that `coordinates` names, such as `Meta.asOf`, of a type or of an interface. */
export function toldApart(
  schema: GraphQLSchema,
  document: DocumentNode,
  coordinates: string[],
): DocumentNode {
  const info = new TypeInfo(schema)
  return visit(
    document,
    visitWithTypeInfo(info, {
      Field(field) {
        const parent = info.getParentType()
        const types = hasFields(parent) ? [parent, ...parent.getInterfaces()] : []
        if (!types.some(({ name }) => coordinates.includes(`${name}.${field.name.value}`))) return undefined
        const value = `${mark}${(field.alias ?? field.name).value}`
        return { ...field, alias: { kind: Kind.NAME, value } }
      },
    }),
  )
}

/** The answer to such a document without these fields. */
export const withoutApart = (body: string): unknown =>
  JSON.parse(body, (key, value) => (key.startsWith(mark) ? undefined : value))
