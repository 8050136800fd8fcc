import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql'

/** How deep a document's selections go, and how many fields they are once fragments are spread. */
export interface Shape {
  depth: number
  fields: number
}

/**
 * Measures a valid document without spreading it: each fragment is measured once, so that a chain of
 * fragments that double each other costs nothing here. Introspection is left out of the depth.
 */
export function documentShape(document: DocumentNode): Shape {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  const measured = new Map<string, Shape>()

  const ofFragment = (name: string): Shape => {
    const known = measured.get(name)
    if (known) return known
    const shape = ofSelections(fragments.get(name)!.selectionSet)
    measured.set(name, shape)
    return shape
  }

  const ofSelections = (set: SelectionSetNode | undefined): Shape => {
    let depth = 0
    let fields = 0
    for (const selection of set?.selections ?? []) {
      const isField = selection.kind === Kind.FIELD
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? ofFragment(selection.name.value)
          : ofSelections(selection.selectionSet)
      const isMeta = isField && selection.name.value.startsWith('__')
      depth = Math.max(depth, isMeta ? 0 : inner.depth + (isField ? 1 : 0))
      fields += inner.fields + (isField ? 1 : 0)
    }
    return { depth, fields }
  }

  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
  const shapes = operations.map(operation =>
    ofSelections((operation as { selectionSet: SelectionSetNode }).selectionSet),
  )
  return {
    depth: Math.max(0, ...shapes.map(({ depth }) => depth)),
    fields: shapes.reduce((sum, { fields }) => sum + fields, 0),
  }
}
