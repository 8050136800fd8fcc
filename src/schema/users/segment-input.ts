import { Field, ID, InputType, Int } from 'type-graphql'
import { EventMatchInput } from '../behavior/event-match-input.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { FilterOperator } from '../filter-input.ts'
import { OneOf } from '../one-of.ts'
import { SegmentValue, type SegmentValueOf } from './segment-value.ts'
import { UserMetric } from './user-metric.ts'

export const BehaviorPeriod = describedEnum(
  'BehaviorPeriod',
  'A period of time, counted back from the moment for which the segment is evaluated.',
  {
    DAY: 'A period of 24 hours.',
    WEEK: 'A period of 7 times 24 hours.',
  },
)
export type BehaviorPeriod = EnumOf<typeof BehaviorPeriod>

@InputType({ description: 'A condition on one of the traits that `identify` sets, such as `plan`.' })
export class TraitConditionInput {
  @Field(() => String, {
    description: 'The key of the trait, such as `plan`; `address.city` is `city` inside `address`.',
  })
  key: string

  @Field(() => FilterOperator, {
    defaultValue: FilterOperator.IS,
    description: 'The comparison, such as `CONTAINS`.',
  })
  operator: FilterOperator

  @Field(() => [SegmentValue], {
    nullable: true,
    description:
      '1 to 100 values to compare with, such as `["pro"]` or `[10]`; exactly one for `GREATER_…`, `LESS_…` and `MATCHES`. ' +
      'A number is compared as a number: `10` IS `10.0`.',
  })
  values?: SegmentValueOf[] | null
}

@InputType({
  description:
    'A condition on a computed metric of the user: `{ metric: TOTAL_SESSIONS, operator: GREATER_THAN, value: 10 }`.',
})
export class MetricConditionInput {
  @Field(() => UserMetric, { description: 'The metric, such as `TOTAL_SESSIONS`.' })
  metric: UserMetric

  @Field(() => FilterOperator, {
    defaultValue: FilterOperator.IS,
    description:
      'The comparison. Numbers take `IS`, `IS_NOT`, `GREATER_…` and `LESS_…`; times take `GREATER_…`, `LESS_…`, ' +
      '`IS_SET` and `IS_NOT_SET`; levels take `IS` and `IS_NOT`.',
  })
  operator: FilterOperator

  @Field(() => SegmentValue, {
    nullable: true,
    description: 'The value to compare with: `10`, `"-7d"`, `"high"`.',
  })
  value?: SegmentValueOf | null
}

@InputType({ description: 'The user did the event a certain number of times.' })
export class DidInput extends EventMatchInput {
  @Field(() => FilterOperator, {
    defaultValue: FilterOperator.GREATER_OR_EQUAL,
    description: 'The comparison of the count: `IS`, `IS_NOT`, `GREATER_…` or `LESS_…`.',
  })
  operator: FilterOperator

  @Field(() => Int, { defaultValue: 1, description: 'The number of times, 0 to 1,000,000. Default: 1.' })
  count: number

  @Field(() => Int, {
    nullable: true,
    description: 'The time window in days, 1 to 3,650. Default: all history.',
  })
  withinDays?: number | null
}

@InputType({ description: 'The user did not do the event.' })
export class DidNotInput extends EventMatchInput {
  @Field(() => Int, {
    nullable: true,
    description: 'The time window in days, 1 to 3,650. Default: all history.',
  })
  withinDays?: number | null
}

@InputType({
  description: 'The user did the event for the first time in all history within the time window.',
})
export class FirstTimeInput extends EventMatchInput {
  @Field(() => Int, { defaultValue: 30, description: 'The time window in days, 1 to 3,650. Default: 30.' })
  withinDays: number
}

@InputType({
  description:
    'The user did one event and then another, both within the time window. One event never serves as both; two events ' +
    'with the same timestamp count in either order.',
})
export class SequenceInput {
  @Field(() => EventMatchInput, {
    description: 'The event that has to happen before `second`, such as `{ event: "signup" }`.',
  })
  first: EventMatchInput

  @Field(() => EventMatchInput, {
    description: 'The event that has to follow `first` within `withinDays`, such as `{ event: "message" }`.',
  })
  second: EventMatchInput

  @Field(() => Int, { defaultValue: 30, description: 'The time window in days, 1 to 3,650. Default: 30.' })
  withinDays: number
}

@InputType({
  description: 'The user did the event in at least some of the last periods, such as 3 of the last 4 weeks.',
})
export class RegularlyInput extends EventMatchInput {
  @Field(() => BehaviorPeriod, {
    defaultValue: BehaviorPeriod.WEEK,
    description: 'The length of each period, such as `WEEK`, counted back from the moment of evaluation.',
  })
  period: BehaviorPeriod

  @Field(() => Int, {
    defaultValue: 3,
    description: 'The minimum number of periods with the event, 1 to `ofLast`. Default: 3.',
  })
  atLeast: number

  @Field(() => Int, {
    defaultValue: 4,
    description: 'The number of periods to look at, 1 to 366. Default: 4.',
  })
  ofLast: number
}

@InputType({
  description:
    'The user stopped: the event happened in the window before the last `withinDays` days, and not in these.',
})
export class StoppedInput extends EventMatchInput {
  @Field(() => Int, {
    defaultValue: 30,
    description: 'The length of either window in days, 1 to 1,825. Default: 30.',
  })
  withinDays: number
}

@InputType({
  description:
    'The user restarted: the event happened in the last `withinDays` days, not in the window before, and again ' +
    'earlier than that.',
})
export class RestartedInput extends EventMatchInput {
  @Field(() => Int, {
    defaultValue: 30,
    description: 'The length of either window in days, 1 to 1,825. Default: 30.',
  })
  withinDays: number
}

@OneOf()
@InputType({
  description:
    'A condition on the events of a user, exactly one of these: `{ did: { event: "purchase", count: 3, withinDays: 30 ' +
    '} }`. A time window ends at the moment for which the segment is evaluated; a day has 24 hours.',
})
export class BehaviorInput {
  @Field(() => DidInput, { nullable: true, description: 'The user did the event a certain number of times.' })
  did?: DidInput | null

  @Field(() => DidNotInput, { nullable: true, description: 'The user did not do the event.' })
  didNot?: DidNotInput | null

  @Field(() => FirstTimeInput, { nullable: true, description: 'The user did the event for the first time.' })
  firstTime?: FirstTimeInput | null

  @Field(() => SequenceInput, { nullable: true, description: 'The user did one event and then another.' })
  sequence?: SequenceInput | null

  @Field(() => RegularlyInput, { nullable: true, description: 'The user did the event regularly.' })
  regularly?: RegularlyInput | null

  @Field(() => StoppedInput, { nullable: true, description: 'The user did the event and stopped.' })
  stopped?: StoppedInput | null

  @Field(() => RestartedInput, { nullable: true, description: 'The user did the event again after a break.' })
  restarted?: RestartedInput | null
}

@OneOf()
@InputType({
  description:
    'A condition on users, as a tree of at most 8 levels and 100 conditions. Exactly one of `and`, `or`, `not`, ' +
    '`trait`, `metric`, `behavior`, `segmentId`, `snapshotId`. Power users: `{ and: [{ metric: { metric: ' +
    'TOTAL_SESSIONS, operator: GREATER_THAN, value: 10 } }, { metric: { metric: LAST_ACTIVE, operator: GREATER_THAN, ' +
    'value: "-7d" } }] }`.',
})
export class SegmentInput {
  @Field(() => [SegmentInput], { nullable: true, description: 'All of these conditions hold.' })
  and?: SegmentInput[] | null

  @Field(() => [SegmentInput], { nullable: true, description: 'At least one of these conditions holds.' })
  or?: SegmentInput[] | null

  @Field(() => SegmentInput, {
    nullable: true,
    description: 'This condition does not hold; matches all other known users.',
  })
  not?: SegmentInput | null

  @Field(() => TraitConditionInput, {
    nullable: true,
    description: 'A condition on one of the traits that `identify` sets, such as `plan`.',
  })
  trait?: TraitConditionInput | null

  @Field(() => MetricConditionInput, {
    nullable: true,
    description: 'A condition on a computed metric of the user.',
  })
  metric?: MetricConditionInput | null

  @Field(() => BehaviorInput, { nullable: true, description: 'A condition on the events of the user.' })
  behavior?: BehaviorInput | null

  @Field(() => ID, {
    nullable: true,
    description: 'The user is in another saved segment, given by its `id`.',
  })
  segmentId?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'The user is in a snapshot of a segment, given by its `id`.',
  })
  snapshotId?: string | null
}
