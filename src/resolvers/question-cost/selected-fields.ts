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

/** What has to be known of an operation to follow its selections. */
type Spread = Pick<GraphQLResolveInfo, 'fragments' | 'variableValues'>

/** The fields asked for on the answer of this resolver, under whatever aliases: what is not selected is not computed. */
export function selectedFields({
  fieldNodes,
  ...spread
}: Spread & Pick<GraphQLResolveInfo, 'fieldNodes'>): Selection {
  const selection: Selection = {}
  const add = (into: Selection, set: SelectionSetNode | undefined) => {
    for (const { name, selectionSet } of fieldsOf(set, spread)) {
      if (name.value.startsWith('__')) continue
      const within = into[name.value] ?? {}
      into[name.value] = within
      add(within, selectionSet)
    }
  }
  for (const { selectionSet } of fieldNodes) add(selection, selectionSet)
  return selection
}

/** The fields of a selection, those in fragments too, each as often as it is asked for. */
export function fieldsOf(set: SelectionSetNode | undefined, spread: Spread): FieldNode[] {
  return (set?.selections ?? []).flatMap(node => {
    if (!isIncluded(node, spread.variableValues)) return []
    if (node.kind === Kind.FIELD) return node
    if (node.kind === Kind.INLINE_FRAGMENT) return fieldsOf(node.selectionSet, spread)
    return fieldsOf(spread.fragments[node.name.value]?.selectionSet, spread)
  })
}

function isIncluded(node: SelectionNode, variables: Record<string, unknown>): boolean {
  const condition = (directive: GraphQLDirective) => getDirectiveValues(directive, node, variables)?.if
  return condition(GraphQLSkipDirective) !== true && condition(GraphQLIncludeDirective) !== false
}
