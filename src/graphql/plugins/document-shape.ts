import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

/** The size of a selection after its fragments are spread. */
export interface Shape {
  depth: number
  fields: number
  /** The fields on the first level. */
  rootFields: number
  aliases: number
  directives: number
}

/**
 * Measures an operation of a valid document without spreading its fragments. Each fragment is measured once, so that a chain
 * of fragments that double each other costs nothing here. Introspection does not count towards the depth.
 */
export function documentShape(document: DocumentNode, operation: OperationDefinitionNode): Shape {
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
    const shape = { depth: 0, fields: 0, rootFields: 0, aliases: 0, directives: 0 }
    for (const selection of set?.selections ?? []) {
      const isField = selection.kind === Kind.FIELD
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? ofFragment(selection.name.value)
          : ofSelections(selection.selectionSet)
      const isMeta = isField && selection.name.value.startsWith('__')
      const one = isField ? 1 : 0
      shape.depth = Math.max(shape.depth, isMeta ? 0 : inner.depth + one)
      shape.fields += inner.fields + one
      shape.rootFields += isField ? 1 : inner.rootFields
      shape.aliases += inner.aliases + (isField && selection.alias ? 1 : 0)
      shape.directives += inner.directives + (selection.directives?.length ?? 0)
    }
    return shape
  }

  return ofSelections(operation.selectionSet)
}
