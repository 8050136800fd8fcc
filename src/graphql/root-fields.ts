import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

/** The names of the root fields of an operation. A field with two aliases counts twice. */
export const rootFields = (operation: OperationDefinitionNode, document: DocumentNode): string[] =>
  rootFieldNodes(operation, document).map(({ name }) => name.value)

/** The root fields of an operation, including those in fragments. A fragment that is spread twice runs once. */
export function rootFieldNodes(
  { selectionSet }: OperationDefinitionNode,
  { definitions }: DocumentNode,
): FieldNode[] {
  const fields: FieldNode[] = []
  const spread = new Set<string>()

  const look = ({ selections }: SelectionSetNode) => {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) look(selection.selectionSet)
      else if (selection.kind === Kind.FRAGMENT_SPREAD) lookInto(selection.name.value)
      else fields.push(selection)
    }
  }
  const lookInto = (name: string) => {
    if (spread.has(name)) return
    spread.add(name)
    for (const definition of definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name)
        look(definition.selectionSet)
  }
  look(selectionSet)
  return fields
}
