import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql'
import { Meta } from '../meta.ts'
import { MeasureBreakdownInput, MeasureOrder } from '../questions/measure-input.ts'
import { DateTime, Decimal } from '../scalars.ts'
import { MetricDefinition } from './metric-definition.ts'
import { MetricNumber } from './metric-number.ts'

@ObjectType({ description: 'The number of a metric for one value of a breakdown, such as one bot.' })
export class MetricGroup extends MetricNumber {
  @Field(() => [String], {
    nullable: 'items',
    description:
      'The values that make the group, one for each breakdown, such as `["gpt-4o"]`; null for things without a value. Empty ' +
      'for the group of all others.',
  })
  labels: (string | null)[]

  @Field(() => Boolean, {
    description: 'Whether this is the group of everything that has no group of its own, which comes last.',
  })
  isOther: boolean
}

@ObjectType({ description: 'A metric, broken down. Each number is computed from its own events.' })
export class MetricBreakdown {
  @Field(() => [MetricGroup], {
    description: 'The groups, the largest number first, that of all others last if there are others.',
  })
  groups: MetricGroup[]

  @Field(() => Int, {
    description: 'The number of groups in the range, including those that are in the group of all others.',
  })
  groupCount: number

  @Field(() => Meta, { description: 'The time of the question and how complete the answer is.' })
  meta: Meta
}

@ObjectType({ description: 'A metric over time: `timestamps` once, and values aligned with them.' })
export class MetricSeries {
  @Field(() => [DateTime], {
    description: 'The start of each bucket, oldest first, including empty buckets.',
  })
  timestamps: Date[]

  @Field(() => [Boolean], {
    description: 'For each bucket, whether it is over: only late events can still change its value.',
  })
  isComplete: boolean[]

  @Field(() => [Float], {
    nullable: 'items',
    description: 'One number for each bucket: 0 if nothing was counted, null if it has no value.',
  })
  values: (number | string | null)[]

  @Field(() => [Decimal], {
    nullable: 'items',
    description: 'The same numbers with all their digits, for money in US dollars; otherwise empty.',
  })
  exactValues: (string | null)[]

  @Field(() => [DateTime], {
    description: 'The start of each bucket of the range in `compare`, oldest first; empty without `compare`.',
  })
  previousTimestamps: Date[]

  @Field(() => [Float], {
    nullable: 'items',
    description: 'One number for each bucket of the range in `compare`; empty without `compare`.',
  })
  previousValues: (number | string | null)[]

  @Field(() => [Decimal], {
    nullable: 'items',
    description:
      'The numbers of `previousValues` with all their digits, for money in US dollars; otherwise empty.',
  })
  exactPreviousValues: (string | null)[]
}

@ObjectType({
  description:
    'A metric in numbers: its value, its change, and over time or broken down. Only selected parts are computed.',
})
export class MetricAnswer extends MetricNumber {
  @Field(() => MetricDefinition, { description: 'The metric with its unit, its formula and its direction.' })
  metric: MetricDefinition

  @Field(() => Meta, { description: 'The time of the question and how complete the answer is.' })
  meta: Meta
}

@ArgsType()
export class MetricBreakdownArgs {
  @Field(() => [MeasureBreakdownInput], {
    description:
      '1 to 3 breakdowns, such as `[{ dimension: BOT }]`: a group for each combination of their values.',
  })
  by: MeasureBreakdownInput[]

  @Field(() => Int, {
    defaultValue: 10,
    description: 'The number of groups, 1 to 1,000; all further ones are one more group.',
  })
  first: number

  @Field(() => MeasureOrder, {
    defaultValue: MeasureOrder.LARGEST,
    description: 'The order of the groups, which also decides which of them are shown, such as `SMALLEST`.',
  })
  order: MeasureOrder
}
