import { type FieldNode, type OperationDefinitionNode, parse, print } from 'graphql'

/** An operation of one root field, with that field changed. */
export function withRootField(operation: string, change: (field: FieldNode) => FieldNode): string {
  const { definition, field } = partsOf(operation)
  return print({ ...definition, selectionSet: { ...definition.selectionSet, selections: [change(field)] } })
}

/** The root field of `{ a(b: 1) { c } }`, to put its arguments and selections elsewhere. */
export const rootFieldOf = (operation: string): FieldNode => partsOf(operation).field

function partsOf(operation: string) {
  const definition = parse(operation).definitions[0] as OperationDefinitionNode
  return { definition, field: definition.selectionSet.selections[0] as FieldNode }
}
