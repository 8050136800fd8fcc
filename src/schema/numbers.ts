import { type ClassType, Field, Float, ObjectType } from 'type-graphql'
import { Change } from './compare.ts'
import { Meta } from './meta.ts'
import { type Metric, metrics, type Unit } from './metrics.ts'
import { Count, DateTime, Decimal } from './scalars.ts'

/** The fields of a type and the metric that each shows: `{ calls: 'aiCalls' }`. */
export type Fields = Record<string, Metric>

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

/** Counts and sums of nothing are 0; what would divide by nothing is null. */
export const isNullable = (metric: Metric) => typeOf[metrics[metric].unit] === Float

/** A GraphQL type with a field for each of the metrics, described as they are. */
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

/** Numbers over a range: together, in buckets of time, and held against those of another range. */
export interface Stats {
  previous: Numbers | null
  changes: Change[]
  buckets: Bucket[]
  previousBuckets: Bucket[]
  meta: Meta
}

/** The GraphQL types `…Bucket` and `…Stats` of some numbers. */
export function statsOf<Of extends Fields>(
  name: string,
  description: string,
  NumbersOf: ClassType<Numbers<Of>>,
): ClassType<Stats & Numbers<Of>> {
  const Base = NumbersOf as ClassType<object>

  @ObjectType(`${name}Bucket`, { description: `${description} In one bucket of time.` })
  class BucketOf extends Base implements Bucket {
    @Field(() => DateTime, { description: 'When the bucket starts.' })
    start: Date

    @Field(() => DateTime, { description: 'When it ends: the start of the next.' })
    end: Date

    @Field(() => Boolean, { description: 'Whether it has ended and everything received since is in.' })
    isComplete: boolean
  }

  @ObjectType(`${name}Stats`, { description: `${description} Over a range, together and over time.` })
  class StatsOf extends Base implements Stats {
    @Field(() => NumbersOf, {
      nullable: true,
      description: 'The same of the range in `compare`; null without it.',
    })
    previous: Numbers | null

    @Field(() => [Change], {
      description:
        'How each selected number differs from the one of the range in `compare`; empty without it.',
    })
    changes: Change[]

    @Field(() => [BucketOf], {
      description: 'The same in each bucket of `interval`, oldest first, the empty ones included.',
    })
    buckets: Bucket[]

    @Field(() => [BucketOf], {
      description:
        'The buckets of the range in `compare`, to be laid over `buckets` by place; empty without it.',
    })
    previousBuckets: Bucket[]

    @Field(() => Meta, { description: 'When this was asked and how far it reaches.' })
    meta: Meta
  }
  return StatsOf as unknown as ClassType<Stats & Numbers<Of>>
}
