import { type GraphQLSchema, isEnumType, isInputObjectType, isObjectType } from 'graphql'

/** The names of fields and choices in the schema, which stored inputs and the audit log have, such as `condition` or `CREATED`. */
export const productWords = (schema: GraphQLSchema): ReadonlySet<string> =>
  new Set(
    Object.values(schema.getTypeMap()).flatMap(type => {
      if (isEnumType(type)) return type.getValues().map(({ name }) => name)
      return isInputObjectType(type) || isObjectType(type) ? Object.keys(type.getFields()) : []
    }),
  )
