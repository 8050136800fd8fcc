import { type ClassType, Field, Float, ObjectType } from 'type-graphql'
import { type Metric, metrics } from '../metrics-catalogue/catalogue.ts'
import { type Unit } from '../metrics-catalogue/metric.ts'
import { Change } from './compare.ts'
import { Meta } from './meta.ts'
import { Count, DateTime, Decimal } from './scalars.ts'

/** The fields of a type and the metric that each shows: `{ calls: 'aiCalls' }`. */
export type Fields = Record<string, Metric>

/** Fields that are called what their metrics are called. */
export const sameNames = <Name extends Metric>(...names: Name[]) =>
  Object.fromEntries(names.map(name => [name, name])) as { [Field in Name]: Field }

/** A value for each field that was selected. */
export type Numbers<Of extends Fields = Fields> = { [Field in keyof Of]?: number | string | null }

const typeOf = {
  COUNT: Count,
  TOKENS: Count,
  TOKENS_EACH: Float,
  USD: Decimal,
  RATE: Float,
  MS: Float,
  SECONDS: Float,
  SCORE: Float,
  PER_USER: Float,
  PER_MINUTE: Float,
  PER_SECOND: Float,
} satisfies Record<Unit, unknown>

/** A count or sum of nothing is 0; a ratio or mean of nothing is null. */
export const isNullable = (metric: Metric) => typeOf[metrics[metric].unit] === Float

/** A GraphQL type with a field for each of the metrics, described like the metric. */
export function numbersOf<Of extends Fields>(
  name: string,
  description: string,
  fields: Of,
): ClassType<Numbers<Of>> {
  @ObjectType(name, { description })
  class NumbersOf {}
  for (const [field, metric] of Object.entries(fields)) {
    const options = { nullable: isNullable(metric), description: metrics[metric].description }
    Field(() => typeOf[metrics[metric].unit], options)(NumbersOf.prototype, field)
  }
  return NumbersOf as ClassType<Numbers<Of>>
}

/** Numbers in a bucket of time. */
export interface Bucket {
  start: Date
  end: Date
  isComplete: boolean
}

/** Numbers over a range: in total, in buckets of time, and compared with another range. */
export interface Stats {
  previous: Numbers | null
  changes: Change[]
  buckets: Bucket[]
  previousBuckets: Bucket[]
  meta: Meta
}

/** The GraphQL type `…Bucket` for a type of numbers. */
export function bucketOf(name: string, description: string, NumbersOf: ClassType<object>): ClassType<Bucket> {
  @ObjectType(`${name}Bucket`, { description: `${description} The numbers of one bucket of time.` })
  class BucketOf extends NumbersOf implements Bucket {
    @Field(() => DateTime, { description: 'The start of the bucket (inclusive).' })
    start: Date

    @Field(() => DateTime, { description: 'The end of the bucket (exclusive): the start of the next one.' })
    end: Date

    @Field(() => Boolean, {
      description: 'Whether the bucket is over: only late events can still change its numbers.',
    })
    isComplete: boolean
  }
  return BucketOf
}

/** The GraphQL types `…Bucket` and `…Stats` for a type of numbers. */
export function statsOf<Of extends Fields>(
  name: string,
  description: string,
  NumbersOf: ClassType<Numbers<Of>>,
): ClassType<Stats & Numbers<Of>> {
  const Base = NumbersOf as ClassType<object>
  const BucketOf = bucketOf(name, description, Base)

  @ObjectType(`${name}Stats`, {
    description: `${description} The totals of a range, and the numbers of each bucket.`,
  })
  class StatsOf extends Base implements Stats {
    @Field(() => NumbersOf, {
      nullable: true,
      description: 'The numbers of the range in `compare`; null without `compare`.',
    })
    previous: Numbers | null

    @Field(() => [Change], {
      description: 'The change of each selected number from the range in `compare`; empty without `compare`.',
    })
    changes: Change[]

    @Field(() => [BucketOf], {
      description: 'The numbers of each bucket of `interval`, oldest first, including empty buckets.',
    })
    buckets: Bucket[]

    @Field(() => [BucketOf], {
      description:
        'The buckets of the range in `compare`, to be aligned with `buckets` by position; empty without `compare`.',
    })
    previousBuckets: Bucket[]

    @Field(() => Meta, { description: 'The time of the question and how complete the answer is.' })
    meta: Meta
  }
  return StatsOf as unknown as ClassType<Stats & Numbers<Of>>
}
