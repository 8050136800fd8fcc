import { type GraphQLInputObjectType, type GraphQLSchema, getNamedType, isInputObjectType } from 'graphql'

/** The input types with a property, and those that hold such a type at any depth. */
export function inputsHolding(
  schema: GraphQLSchema,
  hasProperty: (type: GraphQLInputObjectType) => boolean,
): Set<unknown> {
  const inputs = Object.values(schema.getTypeMap()).filter(isInputObjectType)
  const found = new Set<unknown>(inputs.filter(hasProperty))
  const holdsFound = (type: GraphQLInputObjectType) =>
    Object.values(type.getFields()).some(field => found.has(getNamedType(field.type)))
  for (let before = -1; before < found.size; ) {
    before = found.size
    for (const type of inputs) if (holdsFound(type)) found.add(type)
  }
  return found
}
