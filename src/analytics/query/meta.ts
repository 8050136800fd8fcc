import { type EventMetric } from '../../metrics-catalogue/catalogue.ts'
import { type Meta } from '../../schema/meta.ts'
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
  warnings: [...missingFrom(query), ...costWarnings(measured)],
})

/** A warning when the answer lacks what was received before the question. */
export function missingFrom({ missing }: Query): string[] {
  if (!missing) return []
  if (!missing.events) return ['Changes of users made before the question are not in the answer yet.']
  const events = `${missing.events === mostCounted ? 'At least ' : ''}${missing.events.toLocaleString('en')}`
  return [
    `The answer is ${missing.seconds.toFixed(1)} seconds behind: ${events} events received before the question are not in it yet.`,
  ]
}

type Measured = Partial<Record<EventMetric, number | string | null>>

/** The metrics that `toMeta` needs to warn of costs that are not fully known. */
export const unknownCosts: EventMetric[] = ['unpricedCalls', 'lowerBoundCalls', 'callsWithoutUsage']

/** A sentence for each reason why a sum of costs is too low. */
function costWarnings(measured: Measured): string[] {
  const [unpriced, lowerBounds, withoutUsage] = unknownCosts.map(metric => Number(measured[metric] ?? 0))
  return [
    ...warningOf(
      unpriced! - lowerBounds! - withoutUsage!,
      'have no price: the cost leaves them out. See unpricedModels.',
    ),
    ...warningOf(withoutUsage!, 'report no tokens: the cost leaves them out.'),
    ...warningOf(lowerBounds!, 'report only a part of their tokens: their cost is a lower bound.'),
  ]
}

const warningOf = (uses: number, problem: string) => (uses ? [`${uses} uses of a model ${problem}`] : [])
