import { type GraphQLSchema, isInputObjectType } from 'graphql'

const names = new Set<string>()

/** An input of which exactly one field is given: `@oneOf` in the schema. TypeGraphQL does not know the directive yet. */
export const OneOf =
  (name?: string): ClassDecorator =>
  type => {
    names.add(name ?? type.name)
  }

/** Gives the built schema its `@oneOf`. */
export function markOneOf(schema: GraphQLSchema): void {
  for (const name of names) {
    const type = schema.getType(name)
    if (isInputObjectType(type)) type.isOneOf = true
  }
}
