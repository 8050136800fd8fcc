import { type GraphQLResolveInfo } from 'graphql'
import { type FieldsByTypeName, parseResolveInfo, type ResolveTree } from 'graphql-parse-resolve-info'
import { type Selection } from '../analytics/query/selection.ts'

/** The fields asked for on the answer of this resolver, under whatever aliases: what is not selected is not computed. */
export function selectedFields(info: GraphQLResolveInfo): Selection {
  return selectionIn((parseResolveInfo(info) as ResolveTree).fieldsByTypeName)
}

function selectionIn(fieldsByTypeName: FieldsByTypeName): Selection {
  const selection: Selection = {}
  for (const { name, fieldsByTypeName: within } of Object.values(fieldsByTypeName).flatMap(
    Object.values<ResolveTree>,
  ))
    selection[name] = { ...selection[name], ...selectionIn(within) }
  return selection
}
