import { type WarningCode } from '../../codes/warning-code.ts'
import { type EventMetric } from '../../metrics-catalogue/catalogue.ts'
import { type Meta } from '../../schema/meta.ts'
import { type Warning } from '../../schema/warning.ts'
import { mostCounted } from './copy-state.ts'
import { type Query } from './query.ts'

/** Whether a bucket or range that ends at `end` is final, apart from late events. */
export const isComplete = (query: Query, end: Date) => end <= query.watermark

/** The `meta` of an answer about a range that ends at `to`, from the metrics that were measured for it. */
export const toMeta = (query: Query, to: Date, measured: Measured = {}): Meta => ({
  asOf: query.asOf,
  watermark: query.watermark,
  isComplete: isComplete(query, to) && !query.missing,
  sampleSize: measured.events === undefined ? null : Number(measured.events),
  caveats: [...missingFrom(query), ...unknownCostsOf(measured)],
})

/** A warning when the answer lacks what was received before the question. */
export function missingFrom({ missing }: Pick<Query, 'missing'>): Warning[] {
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
