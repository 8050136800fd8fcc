import {
  type FieldNode,
  type GraphQLDirective,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { presentName } from '../../schema/former-fields.ts'

/** The parts of an operation that its selections refer to. */
type Spread = Pick<GraphQLResolveInfo, 'fragments' | 'variableValues'>

/** The fields selected on the answer of a resolver, by their present names and not by their aliases. */
export function selectedFields({
  fieldNodes,
  ...spread
}: Spread & Pick<GraphQLResolveInfo, 'fieldNodes'>): Selection {
  const selection: Selection = {}
  const add = (into: Selection, set: SelectionSetNode | undefined) => {
    for (const { name, selectionSet } of fieldsOf(set, spread)) {
      if (name.value.startsWith('__')) continue
      const field = presentName(name.value)
      const within = into[field] ?? {}
      into[field] = within
      add(within, selectionSet)
    }
  }
  for (const { selectionSet } of fieldNodes) add(selection, selectionSet)
  return selection
}

/** The fields of a selection, with those in fragments; a field with two aliases is there twice. */
export function fieldsOf(set: SelectionSetNode | undefined, spread: Spread): FieldNode[] {
  return (set?.selections ?? []).flatMap(node => {
    if (!isIncluded(node, spread.variableValues)) return []
    if (node.kind === Kind.FIELD) return node
    if (node.kind === Kind.INLINE_FRAGMENT) return fieldsOf(node.selectionSet, spread)
    return fieldsOf(spread.fragments[node.name.value]?.selectionSet, spread)
  })
}

/** Whether neither `@skip` nor `@include` leaves a selection out. */
function isIncluded(node: SelectionNode, variables: Record<string, unknown>): boolean {
  if (!node.directives?.length) return true
  const condition = (directive: GraphQLDirective) => getDirectiveValues(directive, node, variables)?.if
  return condition(GraphQLSkipDirective) !== true && condition(GraphQLIncludeDirective) !== false
}
