import { Field, Float, Int, ObjectType } from 'type-graphql'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { Meta } from '../meta.ts'
import { MetricUnit } from '../metrics/metric-unit.ts'
import { DateTime, Decimal } from '../scalars.ts'

export const NullReason = describedEnum(
  'NullReason',
  'The cause for which a metric has no value, neither a number nor 0.',
  {
    DIVISION_BY_ZERO: 'A formula divides by 0, or by a number that is null.',
    NO_DATA: 'Nothing that the number is about happened in the range.',
    NOT_FINITE: 'The number has no finite value, such as the root of -1.',
  },
)
export type NullReason = EnumOf<typeof NullReason>

@ObjectType({ description: 'A metric of a question, in the order of `metrics` of the input.' })
export class MeasuredMetric {
  @Field(() => String, {
    description: 'The name of a built-in metric, the key of a custom one, or the text of a formula.',
  })
  name: string

  @Field(() => MetricUnit, { description: 'The unit of all numbers of the metric, such as `RATE`.' })
  unit: MetricUnit

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a higher number is better; null if that depends on the point of view.',
  })
  isUpGood: boolean | null
}

@ObjectType({ description: 'One metric of one group: a number, and its values over time.' })
export class MeasureNumber {
  @Field(() => String, { description: 'The metric, as `metrics { name }` has it, such as `activeUsers`.' })
  metric: string

  @Field(() => Float, {
    nullable: true,
    description:
      'The number over the whole range, in which a user counts once: not the sum of `values`. Null has a `nullReason`.',
  })
  value: number | string | null

  @Field(() => Decimal, {
    nullable: true,
    description: 'The number with all its digits, for an amount of money in US dollars; otherwise null.',
  })
  exact: string | null

  @Field(() => NullReason, {
    nullable: true,
    description: 'The reason why `value` is null, such as `DIVISION_BY_ZERO`; null if it is not.',
  })
  nullReason: NullReason | null

  @Field(() => [Float], {
    nullable: 'items',
    description:
      'One number for each bucket, aligned with `timestamps`: 0 if nothing was counted, null if there is no data. Empty ' +
      'without `interval`.',
  })
  values: (number | string | null)[]

  @Field(() => [Decimal], {
    nullable: 'items',
    description: 'The same numbers with all their digits, for money in US dollars; otherwise empty.',
  })
  exactValues: (string | null)[]

  @Field(() => Float, {
    nullable: true,
    description: 'The number over the range in `compare`; null without `compare`, or without data in it.',
  })
  previousValue: number | string | null

  @Field(() => Decimal, {
    nullable: true,
    description: 'The same number with all its digits, for money in US dollars; otherwise null.',
  })
  exactPreviousValue: string | null

  @Field(() => [Float], {
    nullable: 'items',
    description:
      'One number for each bucket of the range in `compare`, aligned with `previousTimestamps`; empty without `compare`.',
  })
  previousValues: (number | string | null)[]

  @Field(() => [Decimal], {
    nullable: 'items',
    description:
      'The numbers of `previousValues` with all their digits, for money in US dollars; otherwise empty.',
  })
  exactPreviousValues: (string | null)[]

  @Field(() => Float, {
    nullable: true,
    description:
      '(`value` − `previousValue`) ÷ |`previousValue`|: 0.25 is an increase of 25 %. Null if the previous number is 0 or null.',
  })
  changeRate: number | null

  @Field(() => Float, {
    nullable: true,
    description: 'For a rate, the change in percentage points, such as -1.5; null for other numbers.',
  })
  changePoints: number | null

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the change is one for the better; null if nothing changed, or if it depends on the point of view.',
  })
  isImprovement: boolean | null
}

@ObjectType({ description: 'One group of a breakdown with its numbers; without a breakdown, the only one.' })
export class MeasureGroup {
  @Field(() => [String], {
    nullable: 'items',
    description:
      'The values that make the group, one for each breakdown, such as `["gpt-4o"]`; null for things without a value. Empty ' +
      'for the group of all others, and without a breakdown.',
  })
  labels: (string | null)[]

  @Field(() => Boolean, {
    description: 'Whether this is the group of everything that has no group of its own, which comes last.',
  })
  isOther: boolean

  @Field(() => [MeasureNumber], { description: 'The numbers, in the order of `metrics`.' })
  numbers: MeasureNumber[]
}

@ObjectType({ description: 'A range of time in instants, as it was computed from the range of a question.' })
export class MeasuredRange {
  @Field(() => DateTime, {
    description: 'The first instant of the range (inclusive), such as `2026-01-01T00:00:00Z`.',
  })
  from: Date

  @Field(() => DateTime, {
    description: 'The end of the range (exclusive), such as `2026-02-01T00:00:00Z`.',
  })
  to: Date
}

@ObjectType({
  description:
    'Metrics in numbers. Each number of a group, of the group of all others too, is computed from the events: none is a sum ' +
    'of other numbers.',
})
export class MeasureAnswer {
  @Field(() => [MeasuredMetric], { description: 'The metrics, in the order of the question.' })
  metrics: MeasuredMetric[]

  @Field(() => [String], {
    description:
      'The breakdowns, in the order of `by`: a dimension, the key of a property or a trait, or `segment`, such as ' +
      '`["MODEL"]`.',
  })
  breakdowns: string[]

  @Field(() => MeasuredRange, { description: 'The instants that the numbers are about.' })
  range: MeasuredRange

  @Field(() => MeasuredRange, {
    nullable: true,
    description: 'The instants that they are compared with; null without `compare`.',
  })
  previousRange: MeasuredRange | null

  @Field(() => [DateTime], {
    description: 'The start of each bucket, oldest first, including empty ones; empty without `interval`.',
  })
  timestamps: Date[]

  @Field(() => [Boolean], {
    description: 'For each bucket, whether it is over: only late events can still change its numbers.',
  })
  isComplete: boolean[]

  @Field(() => [DateTime], {
    description:
      'The start of each bucket of the range in `compare`, oldest first; empty without `compare` or `interval`.',
  })
  previousTimestamps: Date[]

  @Field(() => [MeasureGroup], {
    description:
      'The groups in the order of the question, that of all others last, if there are others. One group without a breakdown.',
  })
  groups: MeasureGroup[]

  @Field(() => Int, {
    description:
      'The number of groups in the range, including those that are in the group of all others; 0 without a breakdown. A ' +
      'group in which nothing was counted is none.',
  })
  groupCount: number

  @Field(() => Meta, { description: 'The time of the question and how complete the answer is.' })
  meta: Meta
}
