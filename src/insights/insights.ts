import { measures } from '../analytics/measures/measures.ts'
import { type QueryScope } from '../analytics/query/query-scope.ts'
import { badInput } from '../errors.ts'
import { type FoundInsight, type Insight } from '../schema/insights/insight.ts'
import { type Insights, type InsightsArgs } from '../schema/insights/insights.ts'
import { type Severity } from '../schema/severity.ts'
import { parts } from './index.ts'
import { type InsightsAsked } from './insights-of.ts'

const mostInsights = 100

/**
 * What the service noticed by itself in a range, the most important first. Everything in a text is a number of the answer.
 * @throws INVALID_FIRST, INVALID_RANGE, INVALID_TIME_ZONE
 */
export async function insights(scope: QueryScope, { first, ...asked }: InsightsArgs): Promise<Insights> {
  if (first < 1 || first > mostInsights)
    throw badInput('INVALID_FIRST', 'first', `first must be 1 to ${mostInsights}.`)
  const [all, found] = await Promise.all([
    wholeOf(scope, asked),
    Promise.all(parts.map(part => part(scope, asked))),
  ])
  const ranked = found
    .flat()
    .map(insight => ({ ...insight, share: shareOf(insight, all) }))
    .sort(byImportance)
  return { insights: ranked.slice(0, first) as never, count: ranked.length, range: all.range, meta: all.meta }
}

/** The cost and the active users of the range, of which insights have a share. */
async function wholeOf(scope: QueryScope, asked: InsightsAsked) {
  const input = {
    ...asked,
    metrics: [{ name: 'costUsd' as const }, { name: 'activeUsers' as const }],
    first: 1,
  }
  const { groups, range, meta } = await measures(scope, input, {
    groups: { numbers: { value: {} } },
    meta: { caveats: {} },
  })
  const [usd, users] = groups[0]!.numbers.map(({ value }) => Number(value ?? 0))
  return { usd: usd!, users: users!, range, meta }
}

function shareOf(insight: FoundInsight, all: { usd: number; users: number }): number {
  const shares = [
    partOf(Number(insight.usd ?? 0), all.usd),
    partOf(Number(insight.users ?? 0), all.users),
    insight.__typename === 'DataQuality' ? partOf(insight.events, insight.of) : 0,
  ]
  return Math.max(...shares)
}

const partOf = (part: number, whole: number) => (whole > 0 ? Math.min(part / whole, 1) : 0)

const weights: Record<Severity, number> = { INFO: 1, WARNING: 3, CRITICAL: 10 }

const byImportance = (one: Insight, other: Insight): number =>
  weights[other.severity] * other.share - weights[one.severity] * one.share ||
  weights[other.severity] - weights[one.severity]
