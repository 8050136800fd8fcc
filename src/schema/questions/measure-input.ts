import { Field, ID, InputType, Int } from 'type-graphql'
import { type Metric } from '../../metrics-catalogue/catalogue.ts'
import { CalendarUnit } from '../date-range-input.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { Dimension } from '../filter-input.ts'
import { OneOf } from '../one-of.ts'
import { MetricName } from '../overview/metric-name.ts'
import { NarrowedInput } from './narrowed-input.ts'

@OneOf()
@InputType({
  description:
    'A metric: exactly one of `name`, `key` and `formula`, such as `{ name: activeUsers }` or `{ key: "conversion_rate" }`.',
})
export class MetricRefInput {
  @Field(() => MetricName, { nullable: true, description: 'A built-in metric, such as `activeUsers`.' })
  name?: Metric | null

  @Field(() => String, {
    nullable: true,
    description: 'The key of a custom metric, such as `conversion_rate`, or of a built-in one.',
  })
  key?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'A formula that is not saved, such as `apiErrors / apiCalls`.',
  })
  formula?: string | null
}

@OneOf()
@InputType({
  description:
    'A way to break a question down: exactly one of `dimension`, `property`, `trait` and `segmentIds`.',
})
export class MeasureBreakdownInput {
  @Field(() => Dimension, { nullable: true, description: 'A dimension of the events, such as `MODEL`.' })
  dimension?: Dimension | null

  @Field(() => String, {
    nullable: true,
    description:
      'The key of a property of the events, such as `plan`; `address.city` is `city` inside `address`.',
  })
  property?: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'The key of a trait of the users, such as `plan`. The current value counts, also for earlier events.',
  })
  trait?: string | null

  @Field(() => [ID], {
    nullable: true,
    description:
      '1 to 20 saved segments, each a group under its name. A user can be in several; users in none are the group without ' +
      'a label.',
  })
  segmentIds?: string[] | null
}

export const MeasureOrder = describedEnum('MeasureOrder', 'The order of the groups of a breakdown.', {
  LARGEST: 'The group with the largest number comes first; groups without a number come last.',
  SMALLEST: 'The group with the smallest number comes first; groups without a number come last.',
  LABEL: 'The groups in the order of their labels, as texts.',
})
export type MeasureOrder = EnumOf<typeof MeasureOrder>

@InputType({
  description:
    'The order of groups, which also decides which of them are shown: `{ metric: 2, order: SMALLEST }`.',
})
export class MeasureOrderInput {
  @Field(() => Int, {
    defaultValue: 1,
    description: 'The position in `metrics` of the metric that decides, from 1.',
  })
  metric: number

  @Field(() => MeasureOrder, {
    defaultValue: MeasureOrder.LARGEST,
    description: 'The direction, such as `SMALLEST`.',
  })
  order: MeasureOrder
}

@InputType({
  description:
    'Metrics as numbers, over time, or broken down: `{ metrics: [{ name: aiCalls }, { name: costUsd }], by: [{ dimension: ' +
    'MODEL }] }`.',
})
export class MeasureInput extends NarrowedInput {
  @Field(() => [MetricRefInput], {
    description: '1 to 6 metrics, such as `[{ name: messages }, { formula: "messages / activeUsers" }]`.',
  })
  metrics: MetricRefInput[]

  @Field(() => [MeasureBreakdownInput], {
    nullable: true,
    description: 'Up to 3 breakdowns: a group for each combination of their values. Default: one group.',
  })
  by?: MeasureBreakdownInput[] | null

  @Field(() => Int, {
    defaultValue: 10,
    description: 'The number of groups, 1 to 1,000; all further ones are one more group.',
  })
  first: number

  @Field(() => CalendarUnit, {
    nullable: true,
    description:
      'The width of a bucket of time, such as `DAY`, at most 5,000 buckets. Default: no buckets, one number each.',
  })
  interval?: CalendarUnit | null

  @Field(() => MeasureOrderInput, {
    nullable: true,
    description: 'The order of the groups. Default: the largest first, by the first metric.',
  })
  orderBy?: MeasureOrderInput | null
}
