import { Field, ID, InputType, Int } from 'type-graphql'
import { EventMatchInput } from '../behavior/event-match-input.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { FilterOperator } from '../filter-input.ts'
import { SegmentValue, type SegmentValueOf } from './segment-value.ts'
import { UserMetric } from './user-metric.ts'

export const BehaviorPeriod = describedEnum(
  'BehaviorPeriod',
  'A stretch of time that is counted back from when a segment is looked at.',
  {
    DAY: '24 hours.',
    WEEK: '7 times 24 hours.',
  },
)
export type BehaviorPeriod = EnumOf<typeof BehaviorPeriod>

@InputType({ description: 'What a trait of the user is compared with.' })
export class TraitConditionInput {
  @Field(() => String, {
    description: 'The key of the trait, such as `plan`; `address.city` is `city` inside `address`.',
  })
  key: string

  @Field(() => FilterOperator, { defaultValue: FilterOperator.IS, description: 'How to compare.' })
  operator: FilterOperator

  @Field(() => [SegmentValue], {
    nullable: true,
    description: '1 to 100 values to compare with; one for numbers and regular expressions.',
  })
  values?: SegmentValueOf[] | null
}

@InputType({
  description:
    'What a computed metric of the user is compared with: `{ metric: TOTAL_SESSIONS, operator: GREATER_THAN, value: 10 }`.',
})
export class MetricConditionInput {
  @Field(() => UserMetric, { description: 'Which metric.' })
  metric: UserMetric

  @Field(() => FilterOperator, {
    defaultValue: FilterOperator.IS,
    description:
      'How to compare: numbers with IS, IS_NOT and the four of size; times with those of size, IS_SET and IS_NOT_SET; ' +
      'levels with IS and IS_NOT.',
  })
  operator: FilterOperator

  @Field(() => SegmentValue, {
    nullable: true,
    description: 'What to compare with: `10`, `"-7d"`, `"high"`.',
  })
  value?: SegmentValueOf | null
}

@InputType({ description: 'They did something so many times.' })
export class DidInput extends EventMatchInput {
  @Field(() => FilterOperator, {
    defaultValue: FilterOperator.GREATER_OR_EQUAL,
    description: 'How to compare the count: IS, IS_NOT or one of the four of size.',
  })
  operator: FilterOperator

  @Field(() => Int, { defaultValue: 1, description: 'How many times, 0 to 1,000,000. Default: 1.' })
  count: number

  @Field(() => Int, { nullable: true, description: 'Within how many days, 1 to 3,650. Default: ever.' })
  withinDays?: number | null
}

@InputType({ description: 'They did not do something.' })
export class DidNotInput extends EventMatchInput {
  @Field(() => Int, { nullable: true, description: 'Within how many days, 1 to 3,650. Default: ever.' })
  withinDays?: number | null
}

@InputType({ description: 'They did something for the first time, over all history, within so many days.' })
export class FirstTimeInput extends EventMatchInput {
  @Field(() => Int, { defaultValue: 30, description: 'Within how many days, 1 to 3,650. Default: 30.' })
  withinDays: number
}

@InputType({
  description:
    'They did one thing and then another, both within so many days. One fact never is both; at one instant the order is not asked.',
})
export class SequenceInput {
  @Field(() => EventMatchInput, { description: 'What came first.' })
  first: EventMatchInput

  @Field(() => EventMatchInput, { description: 'What came later.' })
  second: EventMatchInput

  @Field(() => Int, { defaultValue: 30, description: 'Within how many days, 1 to 3,650. Default: 30.' })
  withinDays: number
}

@InputType({ description: 'They did something in at least so many of the last periods.' })
export class RegularlyInput extends EventMatchInput {
  @Field(() => BehaviorPeriod, { defaultValue: BehaviorPeriod.WEEK, description: 'How long a period is.' })
  period: BehaviorPeriod

  @Field(() => Int, {
    defaultValue: 3,
    description: 'In at least how many of them, 1 to `ofLast`. Default: 3.',
  })
  atLeast: number

  @Field(() => Int, { defaultValue: 4, description: 'How many periods, 1 to 366. Default: 4.' })
  ofLast: number
}

@InputType({ description: 'They did something in the days before the last so many, and not in these.' })
export class StoppedInput extends EventMatchInput {
  @Field(() => Int, {
    defaultValue: 30,
    description: 'How long either stretch is, 1 to 1,825 days. Default: 30.',
  })
  withinDays: number
}

@InputType({
  description:
    'They did something in the last so many days, not in as many before, and did it earlier than that.',
})
export class RestartedInput extends EventMatchInput {
  @Field(() => Int, {
    defaultValue: 30,
    description: 'How long either stretch is, 1 to 1,825 days. Default: 30.',
  })
  withinDays: number
}

@InputType({
  description:
    'What the user did. Exactly one of these: `{ did: { event: "purchase", count: 3, withinDays: 30 } }`. Windows end ' +
    'when the segment is looked at and begin so many times 24 hours before.',
})
export class BehaviorInput {
  @Field(() => DidInput, { nullable: true, description: 'They did something so many times.' })
  did?: DidInput | null

  @Field(() => DidNotInput, { nullable: true, description: 'They did not do something.' })
  didNot?: DidNotInput | null

  @Field(() => FirstTimeInput, { nullable: true, description: 'They did something for the first time.' })
  firstTime?: FirstTimeInput | null

  @Field(() => SequenceInput, { nullable: true, description: 'They did one thing and then another.' })
  sequence?: SequenceInput | null

  @Field(() => RegularlyInput, { nullable: true, description: 'They did something again and again.' })
  regularly?: RegularlyInput | null

  @Field(() => StoppedInput, { nullable: true, description: 'They did something and stopped.' })
  stopped?: StoppedInput | null

  @Field(() => RestartedInput, { nullable: true, description: 'They did something again after a break.' })
  restarted?: RestartedInput | null
}

@InputType({
  description:
    'Which users, as a tree of at most 8 levels and 100 conditions. Exactly one of `and`, `or`, `not`, `trait`, `metric`, ' +
    '`behavior`, `segmentId`, `snapshotId`. Power users: `{ and: [{ metric: { metric: TOTAL_SESSIONS, operator: ' +
    'GREATER_THAN, value: 10 } }, { metric: { metric: LAST_ACTIVE, operator: GREATER_THAN, value: "-7d" } }] }`.',
})
export class SegmentInput {
  @Field(() => [SegmentInput], { nullable: true, description: 'All of these hold.' })
  and?: SegmentInput[] | null

  @Field(() => [SegmentInput], { nullable: true, description: 'At least one of these holds.' })
  or?: SegmentInput[] | null

  @Field(() => SegmentInput, {
    nullable: true,
    description: 'This does not hold, of all users who are known.',
  })
  not?: SegmentInput | null

  @Field(() => TraitConditionInput, { nullable: true, description: 'A trait, as last identified.' })
  trait?: TraitConditionInput | null

  @Field(() => MetricConditionInput, { nullable: true, description: 'A computed metric.' })
  metric?: MetricConditionInput | null

  @Field(() => BehaviorInput, { nullable: true, description: 'Something they did, or did not do.' })
  behavior?: BehaviorInput | null

  @Field(() => ID, { nullable: true, description: 'They are in another saved segment.' })
  segmentId?: string | null

  @Field(() => ID, { nullable: true, description: 'They are in a snapshot of a segment.' })
  snapshotId?: string | null
}
