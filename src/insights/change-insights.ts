import { explainChange } from '../analytics/changes/explain-change.ts'
import { measures } from '../analytics/measures/measures.ts'
import { type QueryScope } from '../analytics/query/query-scope.ts'
import { type Metric } from '../metrics-catalogue/catalogue.ts'
import { type ChangeExplanation } from '../schema/changes/explain-change.ts'
import { ComparePeriod } from '../schema/compare.ts'
import { type FoundInsight } from '../schema/insights/insight.ts'
import { type MeasureNumber } from '../schema/questions/measure-answer.ts'
import { Severity } from '../schema/severity.ts'
import { dollars, inDigits, percent } from './in-words.ts'
import { type InsightsAsked } from './insights-of.ts'
import { daysIn, rangeOf } from './range-of.ts'
import { changedMetrics } from './watched-metrics.ts'

/** The breakdowns that explain a change. */
export const breakdowns = [
  { dimension: 'BOT' as const },
  { dimension: 'CHANNEL' as const },
  { dimension: 'MODEL' as const },
]

/** Half a year. */
const mostDaysOfTwo = 184

/** The most changes that are explained of a range: each reads the events of both ranges several times. */
export const mostExplained = (days: number): number => (days > mostDaysOfTwo ? 1 : 2)

const leastRate = 0.2
/** Fewer things change by a fifth without a reason. */
const fewestThings = 30

/** The largest changes of the watched metrics from the period before, each with the value that contributes most. */
export async function insightsOfChanges(scope: QueryScope, asked: InsightsAsked): Promise<FoundInsight[]> {
  const changed = await changedEnough(scope, asked)
  const explained = await Promise.all(
    changed
      .slice(0, mostExplained(daysIn(await rangeOf(scope, asked))))
      .map(name =>
        explainChange(scope, { ...questionOf(asked), metric: { name }, by: breakdowns, first: 1 }, {}),
      ),
  )
  return explained.flatMap(toInsight)
}

/** The watched metrics that changed enough, the largest change first. */
async function changedEnough(scope: QueryScope, asked: InsightsAsked): Promise<Metric[]> {
  const names = [...changedMetrics.keys()]
  const [numbers, samples] = await Promise.all([
    numbersOf(scope, asked, names),
    numbersOf(
      scope,
      asked,
      [...changedMetrics.values()].map(({ sample }) => sample),
    ),
  ])
  const isLarge = (i: number) =>
    Math.abs(numbers[i]!.changeRate ?? 0) >= leastRate &&
    Number(samples[i]!.value) >= fewestThings &&
    Number(samples[i]!.previousValue) >= fewestThings
  const rateOf = (i: number) => Math.abs(numbers[i]!.changeRate!)
  const large = [...names.keys()].filter(isLarge).sort((a, b) => rateOf(b) - rateOf(a))
  return large.map(i => names[i]!)
}

async function numbersOf(
  scope: QueryScope,
  asked: InsightsAsked,
  metrics: Metric[],
): Promise<MeasureNumber[]> {
  const numbers = { value: {}, previousValue: {}, changeRate: {} }
  const input = { ...questionOf(asked), metrics: metrics.map(name => ({ name })), first: 1 }
  const { groups } = await measures(scope, input, { groups: { numbers } })
  return groups[0]!.numbers
}

const questionOf = (asked: InsightsAsked) => ({
  ...asked,
  compare: { period: ComparePeriod.PREVIOUS_PERIOD },
})

function toInsight(explained: ChangeExplanation): FoundInsight[] {
  const { metric, value, previousValue, change, changeRate, exactChange } = explained
  if (value === null || previousValue === null || change === null || changeRate === null) return []
  const cause = causeOf(explained)
  const isWorse = metric.isUpGood !== null && change > 0 !== metric.isUpGood
  return [
    {
      __typename: 'ChangeInsight',
      severity: isWorse && Math.abs(changeRate) >= 0.5 ? Severity.WARNING : Severity.INFO,
      text: textOf(explained, cause),
      users: metric.name === 'activeUsers' ? Math.abs(change) : null,
      usd: metric.name === 'costUsd' ? exactChange!.replace('-', '') : null,
      ...{ metric, value, previousValue, change, changeRate },
      ...cause,
    },
  ]
}

interface Cause {
  breakdown: string | null
  label: string | null
  contribution: number | null
  shareOfChange: number | null
}

/** The value of any breakdown that contributes most in the direction of the change. */
function causeOf({ breakdowns }: ChangeExplanation): Cause {
  const [largest] = breakdowns
    .flatMap(({ breakdown, values }) =>
      values
        .filter(({ isOther, label }) => !isOther && label !== null)
        .map(({ label, contribution, shareOfChange }) => ({ breakdown, label, contribution, shareOfChange })),
    )
    .filter(({ shareOfChange }) => Number(shareOfChange) > 0)
    .sort((a, b) => b.shareOfChange! - a.shareOfChange!)
  return largest ?? { breakdown: null, label: null, contribution: null, shareOfChange: null }
}

function textOf(
  { metric, value, previousValue, change, changeRate }: ChangeExplanation,
  { breakdown, label, shareOfChange }: Cause,
): string {
  const shown = (number: number) => (metric.unit === 'USD' ? dollars(String(number)) : inDigits(number))
  const changed =
    `${changedMetrics.get(metric.name as Metric)!.words} ${change! > 0 ? 'rose' : 'fell'} by ${percent(Math.abs(changeRate!))} %, from ` +
    `${shown(previousValue!)} to ${shown(value!)}.`
  return label === null
    ? changed
    : `${changed} ${breakdown} ${label} contributes ${percent(shareOfChange!)} % of it.`
}
