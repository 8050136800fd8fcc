import { Field, Float, Int, ObjectType } from 'type-graphql'
import { Meta } from '../meta.ts'
import { MetricNumber } from '../metrics/metric-number.ts'
import { MetricUnit } from '../metrics/metric-unit.ts'
import { DateTime, Decimal } from '../scalars.ts'

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
export class MeasureNumber extends MetricNumber {
  @Field(() => String, { description: 'The metric, as `metrics { name }` has it, such as `activeUsers`.' })
  metric: string

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
