import { type ClassType, Field, type FieldOptions, Float, InterfaceType, ObjectType } from 'type-graphql'
import { type Metric, metrics } from '../metrics-catalogue/catalogue.ts'
import { type Unit, type Words } from '../metrics-catalogue/metric.ts'
import { Change } from './compare.ts'
import { presentName } from './former-fields.ts'
import { Meta } from './meta.ts'
import { Count, DateTime, Decimal } from './scalars.ts'

/** The fields of a type and the metric that each shows: `{ calls: 'aiCalls' }`. */
export type Fields = Record<string, Metric>

/** The same, where a field may also show a number that is no metric of the catalogue. */
export type Measures = Record<string, Metric | Words>

/** The unit and the description of a number. */
export const wordsOf = (measure: Metric | Words): Words =>
  typeof measure === 'string' ? metrics[measure] : measure

/** Fields that are called what their metrics are called. */
export const sameNames = <Name extends Metric>(...names: Name[]) =>
  Object.fromEntries(names.map(name => [name, name])) as { [Field in Name]: Field }

/** A value for each field that was selected. */
export type Numbers<Of extends Measures = Measures> = { [Field in keyof Of]?: number | string | null }

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
  PER_CONVERSATION: Float,
  PER_MINUTE: Float,
  PER_SECOND: Float,
} satisfies Record<Unit, unknown>

/** A count or sum of nothing is 0; a ratio or mean of nothing is null. */
export const isNullable = (measure: Metric | Words) => typeOf[wordsOf(measure).unit] === Float

/**
 * A GraphQL interface with a field for each of the metrics, described like the metric. All types with these fields implement
 * the interface, so that one fragment serves totals, buckets and groups. `shared` are interfaces with some of the fields.
 */
export function measuresOf<Of extends Measures>(
  name: string,
  description: string,
  fields: Of,
  ...shared: ClassType<object>[]
): ClassType<Numbers<Of>> {
  @InterfaceType(`${name}Measures`, { description, implements: shared })
  class MeasuresOf {}
  return withFields(MeasuresOf, fields)
}

/** Shows a field of a type under a former name too. */
export function formerly(Type: ClassType<object>, former: string, metric: Metric): void {
  const field = presentName(former)
  addField(Type, field, metric, { name: former, deprecationReason: `Use \`${field}\`.` })
}

/** A class with a field for each of the metrics, for a type that has them and further fields. */
export function fieldsOf<Of extends Measures>(fields: Of): ClassType<Numbers<Of>> {
  @ObjectType()
  class FieldsOf {}
  return withFields(FieldsOf, fields)
}

function withFields<Of extends Measures>(Type: ClassType<object>, fields: Of): ClassType<Numbers<Of>> {
  for (const [field, measure] of Object.entries(fields)) addField(Type, field, measure)
  return Type as ClassType<Numbers<Of>>
}

function addField(Type: ClassType<object>, field: string, measure: Metric | Words, more: FieldOptions = {}) {
  const { unit, description } = wordsOf(measure)
  Field(() => typeOf[unit], { nullable: isNullable(measure), description, ...more })(Type.prototype, field)
}

/** The GraphQL type `…Numbers` with the fields of an interface of measures, and no others. */
export function numbersOf<Of extends Measures>(
  name: string,
  description: string,
  Measures: ClassType<Numbers<Of>>,
): ClassType<Numbers<Of>> {
  @ObjectType(`${name}Numbers`, { description, implements: Measures })
  class NumbersOf extends (Measures as ClassType<object>) {}
  return NumbersOf as ClassType<Numbers<Of>>
}

/** Numbers in a bucket of time. */
@InterfaceType({ description: 'A bucket of time, such as a day, which has numbers of its own.' })
export abstract class Bucket {
  @Field(() => DateTime, {
    description:
      'The start of the bucket (inclusive): midnight in the zone of the question for a day, such as `2026-01-31T00:00:00Z`.',
  })
  start: Date

  @Field(() => DateTime, { description: 'The end of the bucket (exclusive): the start of the next one.' })
  end: Date

  @Field(() => Boolean, {
    description: 'Whether the bucket is over: only late events can still change its numbers.',
  })
  isComplete: boolean
}

/** The GraphQL type `…Bucket` for a type of numbers. */
export function bucketOf<Of extends Measures>(
  name: string,
  description: string,
  NumbersOf: ClassType<Numbers<Of>>,
): ClassType<Bucket & Numbers<Of>> {
  @ObjectType(`${name}Bucket`, {
    description: `${description} The numbers of one bucket of time.`,
    implements: Bucket,
  })
  class BucketOf extends (NumbersOf as ClassType<object>) implements Bucket {
    start: Date
    end: Date
    isComplete: boolean
  }
  return BucketOf as ClassType<Bucket & Numbers<Of>>
}

/** Numbers over a range, compared with another range. */
export interface Compared {
  previous: Numbers | null
  changes: Change[]
  meta: Meta
}

/** The fields of numbers over a range that can be compared with those of another range. */
export function comparedOf<Of extends Measures>(
  NumbersOf: ClassType<Numbers<Of>>,
): ClassType<Compared & Numbers<Of>> {
  @ObjectType()
  class ComparedOf extends (NumbersOf as ClassType<object>) implements Compared {
    @Field(() => NumbersOf, {
      nullable: true,
      description: 'The numbers of the range in `compare`; null without `compare`.',
    })
    previous: Numbers | null

    @Field(() => [Change], {
      description: 'The change of each selected number from the range in `compare`; empty without `compare`.',
    })
    changes: Change[]

    @Field(() => Meta, { description: 'The time of the question and how complete the answer is.' })
    meta: Meta
  }
  return ComparedOf as unknown as ClassType<Compared & Numbers<Of>>
}

/** Numbers over a range: in total, in buckets of time, and compared with another range. */
export interface Stats extends Compared {
  buckets: Bucket[]
  previousBuckets: Bucket[]
}

/** The GraphQL types `…Bucket` and `…Stats` for a type of numbers. `buckets` describes the list of buckets. */
export function statsOf<Of extends Measures>(
  name: string,
  description: string,
  NumbersOf: ClassType<Numbers<Of>>,
  {
    BucketOf = bucketOf(name, description, NumbersOf),
    buckets = 'The numbers of each bucket of `interval`, oldest first, including empty buckets.',
  }: { BucketOf?: ClassType<Bucket>; buckets?: string } = {},
): ClassType<Stats & Numbers<Of>> {
  @ObjectType(`${name}Stats`, {
    description: `${description} The totals of a range, and the numbers of each bucket.`,
  })
  class StatsOf extends (comparedOf(NumbersOf) as ClassType<Compared>) implements Stats {
    @Field(() => [BucketOf], { description: buckets })
    buckets: Bucket[]

    @Field(() => [BucketOf], {
      description:
        'The buckets of the range in `compare`, to be aligned with `buckets` by position; empty without `compare`.',
    })
    previousBuckets: Bucket[]
  }
  return StatsOf as unknown as ClassType<Stats & Numbers<Of>>
}
