import { parseValue, valueFromASTUntyped } from 'graphql'
import { type KindName, kinds } from '../../src/ingest/kinds/index.ts'

/** The fields that an event of a kind needs, each with a value as GraphQL writes it. */
const least: Record<KindName, Record<string, string>> = {
  event: { name: '"a"' },
  activity: { type: '"login"' },
  conversation: { conversationId: '"c"', startedAt: '"2026-01-01T00:00:00Z"' },
  message: { conversationId: '"c"', role: 'USER' },
  aiCall: { model: '"m"' },
  apiCall: { endpoint: '"/"', method: '"GET"', statusCode: '200' },
  systemMetric: { name: '"cpu"', value: '1' },
}

const valueOfLiteral = (literal: string) => valueFromASTUntyped(parseValue(literal))

/** Every kind of event, with its smallest input. */
export const everyKind = (Object.keys(kinds) as KindName[]).map(name => ({
  ...kinds[name],
  type: kinds[name].input.name,
  least: leastOf(name),
}))

/** The smallest input of a kind. */
export function leastOf(kind: KindName): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(least[kind]).map(([field, literal]) => [field, valueOfLiteral(literal)]),
  )
}

/** The smallest inputs as GraphQL, by type name. */
export const leastInputs = Object.fromEntries(
  Object.entries(kinds).map(([name, { input }]) => [input.name, least[name as KindName]]),
)
