import { Field, Float, InputType, Int, ObjectType } from 'type-graphql'
import { EventMatchInput } from '../behavior/event-match-input.ts'
import { CalendarUnit } from '../date-range-input.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { Meta } from '../meta.ts'
import { SharedInput, WithFormerRange } from '../question-args.ts'
import { DateTime } from '../scalars.ts'
import { BreakdownInput } from '../users/audience.ts'

export const Measure = describedEnum(
  'Measure',
  'The measure of a series: a count, or an aggregation of the values that `property` has in its events.',
  {
    EVENTS: 'Events that match, each counted once, with or without a user.',
    UNIQUE_USERS: 'Distinct users with at least one active event.',
    EVENTS_PER_USER: 'Active events ÷ distinct users; null in a bucket without users.',
    SUM: 'The sum of the numbers, such as the revenue of purchases; 0 without any.',
    AVERAGE: 'The mean of the numbers; null without any.',
    MIN: 'The smallest of the numbers; null without any.',
    MAX: 'The largest of the numbers; null without any.',
    P50: 'The median of the numbers; null without any.',
    P75: 'The 75th percentile of the numbers; null without any.',
    P90: 'The 90th percentile of the numbers; null without any.',
    P95: 'The 95th percentile of the numbers; null without any.',
    P99: 'The 99th percentile of the numbers; null without any.',
    UNIQUE: 'The number of distinct values, which need not be numbers; a list is one value.',
  },
)
export type Measure = EnumOf<typeof Measure>

@InputType({
  description:
    'One series: its events, and their measure, such as `{ event: "purchase", measure: SUM, property: "amount" }`.',
})
export class SeriesInput extends EventMatchInput {
  @Field(() => String, {
    nullable: true,
    description: 'The label of the series in the answer. Default: the names of its events.',
  })
  name?: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'The name of the events, such as `signup`. Events of every kind have a name: `message`, `ai_call`, `login`. ' +
      'Default: events of every name, also system metrics and those without a user.',
  })
  override event?: string | null

  @Field(() => [EventMatchInput], {
    nullable: true,
    description:
      '1 to 10 alternatives, each an event with its own filter; an event that matches any of them is in the series: ' +
      '`{ anyOf: [{ event: "message" }, { event: "login" }] }`. One without a name stands for events of every name. ' +
      'Cannot be combined with `event` or `filter`, or be nested.',
  })
  override anyOf?: EventMatchInput[] | null

  @Field(() => Measure, {
    defaultValue: Measure.EVENTS,
    description: 'The measure of each bucket, such as `P95`.',
  })
  measure: Measure

  @Field(() => String, {
    nullable: true,
    description:
      'The key of the property that is aggregated, such as `amount`; `cart.total` is `total` inside `cart`. Required ' +
      'with `SUM`, `AVERAGE`, `MIN`, `MAX`, `UNIQUE` and percentiles, and only then. Events without it are left out, and ' +
      'so are values that are not numbers below 10^15, except for `UNIQUE`; `meta { caveats }` says how many.',
  })
  property?: string | null
}

@InputType({ description: 'The series to show over time, and the groups that they are broken down by.' })
@WithFormerRange()
export class TimeSeriesInput extends SharedInput {
  @Field(() => [SeriesInput], {
    nullable: true,
    description:
      '1 to 10 series, such as `[{ event: "message" }, { event: "message", measure: UNIQUE_USERS }]`. Default: the number ' +
      'of all events.',
  })
  series?: SeriesInput[] | null

  @Field(() => BreakdownInput, {
    nullable: true,
    description:
      'The breakdown of each series, such as `{ dimension: CHANNEL }`: one line for each of the largest groups, and one ' +
      'for all others. Default: no breakdown.',
  })
  breakdown?: BreakdownInput | null

  @Field(() => Int, {
    defaultValue: 10,
    description:
      'The number of groups of the breakdown, 1 to 1,000: those with the most events of any of the series in the range.',
  })
  first: number

  @Field(() => CalendarUnit, {
    defaultValue: CalendarUnit.DAY,
    description: 'The width of a bucket. At most 5,000 buckets.',
  })
  interval: CalendarUnit

  @Field(() => String, {
    nullable: true,
    description: 'Only events with this name, such as `signup`. Default: events of every name.',
    deprecationReason: 'Use `series { event }`.',
  })
  event?: string | null

  @Field(() => Measure, {
    nullable: true,
    description: 'The measure of each bucket. Default: `EVENTS`.',
    deprecationReason: 'Use `series { measure }`.',
  })
  measure?: Measure | null
}

@ObjectType({ description: 'One line of a time series: a series, or a group of it.' })
export class Series {
  @Field(() => String, {
    description: 'The label of the series, such as `purchase`; of a system metric its name.',
  })
  name: string

  @Field(() => String, {
    nullable: true,
    description:
      'The value that the line is broken down by, such as `web`; null for events without a value, for the group of all ' +
      'others, and without a breakdown. Of a system metric the value of `label`, which may be empty.',
  })
  group: string | null

  @Field(() => Boolean, {
    description: 'Whether the line is the group of all values that have no line of their own.',
  })
  isOther: boolean

  @Field(() => [Float], {
    nullable: 'items',
    description:
      'One value per bucket, aligned with `timestamps`: 0 if nothing was counted, null if a ratio has no base.',
  })
  values: (number | null)[]

  @Field(() => [Float], {
    nullable: 'items',
    description:
      'One value per bucket of the range in `compare`, aligned with `previousTimestamps`, and by position with `values`; ' +
      'empty without `compare`.',
  })
  previous: (number | null)[]

  @Field(() => Float, {
    nullable: true,
    description:
      'The measure over the whole range, in which a user counts once: not the sum of `values`. Null if a ratio has no base.',
  })
  total: number | null

  @Field(() => Float, {
    nullable: true,
    description:
      'The measure over the range in `compare`; null without `compare`, and if a ratio has no base.',
  })
  previousTotal: number | null

  @Field(() => Float, {
    nullable: true,
    description:
      '(`total` − `previousTotal`) ÷ |`previousTotal`|: 0.25 is an increase of 25 %. Null if the previous total is 0 or ' +
      'null.',
  })
  changeRate: number | null
}

@ObjectType({
  description:
    'Values in buckets, as charts draw them: `timestamps` once, and a line of values for each series.',
})
export class TimeSeries {
  @Field(() => [DateTime], {
    description: 'The start of each bucket, oldest first, including empty buckets.',
  })
  timestamps: Date[]

  @Field(() => [Boolean], {
    description: 'For each bucket, whether it is over: only late events can still change its value.',
  })
  isComplete: boolean[]

  @Field(() => [DateTime], {
    description: 'The start of each bucket of the range in `compare`, oldest first; empty without `compare`.',
  })
  previousTimestamps: Date[]

  @Field(() => [Series], {
    description:
      'The lines of the time series: the series in the order of the question, with a breakdown the largest group of each ' +
      'first and that of all others last.',
  })
  series: Series[]

  @Field(() => Int, {
    description:
      'The number of groups of the breakdown in the range, including those that are in the group of all others; 0 without a ' +
      'breakdown.',
  })
  groupCount: number

  @Field(() => Meta, { description: 'The time of the question and how complete the answer is.' })
  meta: Meta
}
