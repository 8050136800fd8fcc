import { type WarningCode } from '../../codes/warning-code.ts'
import { type EventMetric } from '../../metrics-catalogue/catalogue.ts'
import { type Meta } from '../../schema/meta.ts'
import { type Warning } from '../../schema/warning.ts'
import { mostCounted } from './copy-state.ts'
import { type Query } from './query.ts'
import { type Range } from './range.ts'

/** Whether a bucket or range that ends at `end` is final, apart from late events. */
export const isComplete = (query: Query, end: Date) => end <= query.watermark

/**
 * The `meta` of an answer about a range, from the metrics that were measured for it. An answer that reads no events, such as one
 * about the members of a segment, gives the end alone.
 */
export const toMeta = (
  query: Query,
  range: Partial<Range> & { to: Date },
  measured: Measured = {},
): Meta => ({
  asOf: query.asOf,
  watermark: query.watermark,
  isComplete: isComplete(query, range.to) && !query.missing && !hasExpired(query, range),
  sampleSize: measured.events === undefined ? null : Number(measured.events),
  caveats: [...missingFrom(query, range), ...unknownCostsOf(measured)],
})

type Lacking = Pick<Query, 'missing' | 'keptUntil'>

/** Warnings when the answer lacks what was received before the question, or what has expired. */
export const missingFrom = (query: Lacking, range: Partial<Range>): Warning[] => [
  ...notCopied(query),
  ...(hasExpired(query, range)
    ? [
        warning(
          'EVENTS_EXPIRED',
          `Events before ${query.keptUntil!.toISOString()} have expired and are not in the answer. dailyStats has kept the numbers of their days.`,
        ),
      ]
    : []),
]

/** Whether a range begins before the first day of which no event has expired. */
const hasExpired = ({ keptUntil }: Lacking, { from }: Partial<Range>) =>
  keptUntil !== undefined && from !== undefined && from < keptUntil

function notCopied({ missing }: Lacking): Warning[] {
  if (!missing) return []
  const { events, seconds } = missing
  if (!events)
    return [
      warning('USER_CHANGES_MISSING', 'Changes of users made before the question are not in the answer yet.'),
    ]
  const count = `${events === mostCounted ? 'At least ' : ''}${events.toLocaleString('en')}`
  const message = `The answer is ${seconds.toFixed(1)} seconds behind: ${count} events received before the question are not in it yet.`
  return [warning('EVENTS_MISSING', message)]
}

export const warning = (code: WarningCode, message: string, field: string | null = null): Warning => ({
  code,
  message,
  field,
})

type Measured = Partial<Record<EventMetric, number | string | null>>

/** The metrics that `toMeta` needs to warn of costs that are not fully known. */
export const unknownCosts: EventMetric[] = ['unpricedCalls', 'lowerBoundCalls', 'callsWithoutUsage']

/** A warning for each reason why a sum of costs is too low. */
function unknownCostsOf(measured: Measured): Warning[] {
  const [unpriced, lowerBounds, withoutUsage] = unknownCosts.map(metric => Number(measured[metric] ?? 0))
  const withoutPrice = unpriced! - lowerBounds! - withoutUsage!
  return [
    ...about(
      withoutPrice,
      'CALLS_WITHOUT_PRICE',
      'have no price: the cost leaves them out. See unpricedModels.',
    ),
    ...about(withoutUsage!, 'CALLS_WITHOUT_USAGE', 'report no tokens: the cost leaves them out.'),
    ...about(
      lowerBounds!,
      'CALLS_WITH_PARTIAL_USAGE',
      'report only a part of their tokens: their cost is a lower bound.',
    ),
  ]
}

const about = (uses: number, code: WarningCode, problem: string) =>
  uses ? [warning(code, `${uses} uses of a model ${problem}`)] : []
