import { type GraphQLResolveInfo } from 'graphql'
import { parseResolveInfo } from 'graphql-parse-resolve-info'

/** The names of the fields asked for on the answer of this resolver: what is not selected is not computed. */
export function selectedFields(info: GraphQLResolveInfo): Set<string> {
  const parsed = parseResolveInfo(info) as {
    fieldsByTypeName: Record<string, Record<string, { name: string }>>
  }
  const fields = Object.values(parsed.fieldsByTypeName).flatMap(Object.values) as { name: string }[]
  return new Set(fields.map(({ name }) => name))
}
