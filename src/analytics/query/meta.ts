import { type Meta } from '../../schema/meta.ts'
import { type Query } from './query.ts'

/** Whether a bucket or range that ends at `end` is final, apart from late events. */
export const isComplete = (query: Query, end: Date) => end <= query.watermark

/** The `meta` of an answer about a range that ends at `to`, from the metrics that were measured for it. */
export const toMeta = (query: Query, to: Date, { events, unpricedCalls }: Measured = {}): Meta => ({
  asOf: query.asOf,
  watermark: query.watermark,
  isComplete: isComplete(query, to),
  sampleSize: events === undefined ? null : Number(events),
  warnings: unpricedCalls
    ? [`${unpricedCalls} uses of a model have no price: the cost leaves them out. See unpricedModels.`]
    : [],
})

interface Measured {
  events?: number | string | null
  unpricedCalls?: number | string | null
}
