import { type DocumentNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql'

/** The fields that an operation asks for at its root, fragments spread. The document's fields are few: see its limits. */
export function rootFieldNames(document: DocumentNode, { selectionSet }: OperationDefinitionNode): string[] {
  const namesIn = ({ selections }: SelectionSetNode): string[] =>
    selections.flatMap(selection => {
      if (selection.kind === Kind.FIELD) return [selection.name.value]
      if (selection.kind === Kind.INLINE_FRAGMENT) return namesIn(selection.selectionSet)
      const fragment = document.definitions.find(
        definition =>
          definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value,
      )
      return fragment?.kind === Kind.FRAGMENT_DEFINITION ? namesIn(fragment.selectionSet) : []
    })
  return namesIn(selectionSet)
}
