import { type DocumentNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql'

/** The root fields that an operation asks for, each once, also those in fragments; introspection is none. */
export function rootFields(operation: OperationDefinitionNode, { definitions }: DocumentNode): string[] {
  const fields = new Set<string>()
  const spread = new Set<string>()

  const look = ({ selections }: SelectionSetNode) => {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) look(selection.selectionSet)
      else if (selection.kind === Kind.FRAGMENT_SPREAD) lookInto(selection.name.value)
      else if (!selection.name.value.startsWith('__')) fields.add(selection.name.value)
    }
  }
  const lookInto = (name: string) => {
    if (spread.has(name)) return
    spread.add(name)
    for (const definition of definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name)
        look(definition.selectionSet)
  }
  look(operation.selectionSet)
  return [...fields]
}
