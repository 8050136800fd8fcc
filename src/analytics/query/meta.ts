import { type Meta } from '../../schema/meta.ts'
import { mostCounted } from './copy-state.ts'
import { type Query } from './query.ts'

/** Whether a bucket or range that ends at `end` is final, apart from late events. */
export const isComplete = (query: Query, end: Date) => end <= query.watermark

/** The `meta` of an answer about a range that ends at `to`, from the metrics that were measured for it. */
export const toMeta = (query: Query, to: Date, { events, unpricedCalls }: Measured = {}): Meta => ({
  asOf: query.asOf,
  watermark: query.watermark,
  isComplete: isComplete(query, to) && !query.missing,
  sampleSize: events === undefined ? null : Number(events),
  warnings: [
    ...missingFrom(query),
    ...(unpricedCalls
      ? [`${unpricedCalls} uses of a model have no price: the cost leaves them out. See unpricedModels.`]
      : []),
  ],
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

interface Measured {
  events?: number | string | null
  unpricedCalls?: number | string | null
}
