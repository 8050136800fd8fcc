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
import { type Selection } from '../analytics/query/selection.ts'

/** The fields asked for on the answer of this resolver, under whatever aliases: what is not selected is not computed. */
export function selectedFields({ fieldNodes, fragments, variableValues }: GraphQLResolveInfo): Selection {
  const selection: Selection = {}
  const add = (into: Selection, set: SelectionSetNode | undefined) => {
    for (const node of set?.selections ?? []) {
      if (!isIncluded(node, variableValues)) continue
      if (node.kind === Kind.FIELD) addField(into, node)
      else
        add(
          into,
          node.kind === Kind.FRAGMENT_SPREAD ? fragments[node.name.value]?.selectionSet : node.selectionSet,
        )
    }
  }
  const addField = (into: Selection, { name: { value: name }, selectionSet }: FieldNode) => {
    if (name.startsWith('__')) return
    const within = into[name] ?? {}
    into[name] = within
    add(within, selectionSet)
  }
  for (const { selectionSet } of fieldNodes) add(selection, selectionSet)
  return selection
}

function isIncluded(node: SelectionNode, variables: Record<string, unknown>): boolean {
  const condition = (directive: GraphQLDirective) => getDirectiveValues(directive, node, variables)?.if
  return condition(GraphQLSkipDirective) !== true && condition(GraphQLIncludeDirective) !== false
}
