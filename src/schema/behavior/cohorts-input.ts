import { Field, InputType, Int } from 'type-graphql'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { FilterInput } from '../filter-input.ts'
import { SharedInput, WithFormerRange } from '../question-args.ts'
import { BreakdownInput } from '../users/audience.ts'
import { CountedUnit, unitFields } from './counted-unit.ts'
import { EventMatchInput } from './event-match-input.ts'

export const CohortEntry = describedEnum(
  'CohortEntry',
  'The target event with which a user enters a cohort.',
  {
    FIRST_TIME:
      'The user’s first target event in all history that passes the filter. A user whose first one lies before the ' +
      'range is in no cohort.',
    FIRST_EVER:
      'The user’s first event of that name in all history, if this very event passes the filter. A user whose first one ' +
      'lies before the range, or fails the filter, is in no cohort.',
    FIRST_IN_RANGE: 'The user’s first target event in the range, whatever happened before the range.',
    RECURRING:
      'The user’s first target event in each bucket: the user is in one cohort for each such bucket.',
  },
)
export type CohortEntry = EnumOf<typeof CohortEntry>

export const CohortBuckets = describedEnum(
  'CohortBuckets',
  'The measure of the columns: calendar buckets, or time since the entry of each user.',
  {
    CALENDAR: 'Calendar buckets after the bucket of the entry, in the time zone of the question.',
    ROLLING:
      'Elapsed time since the user’s own entry: an hour is 3,600 seconds, a day 24 hours, a week 7 days of 24 hours, a ' +
      'month 30.',
  },
)
export type CohortBuckets = EnumOf<typeof CohortBuckets>

export const CohortInterval = describedEnum(
  'CohortInterval',
  'The width of a cohort and of a column, such as `WEEK`: users who entered in one week, and each week after.',
  {
    HOUR: 'An hour of the local clock.',
    DAY: 'A calendar day, from midnight to midnight in the zone of the question: 23 or 25 hours when clocks change.',
    WEEK: 'A week from `weekStart`, Monday by default.',
    MONTH: 'A calendar month, from its first day.',
  },
)
export type CohortInterval = EnumOf<typeof CohortInterval>

export const CohortCriterion = describedEnum(
  'CohortCriterion',
  'The rule by which a user counts as retained in a column.',
  {
    ON: 'The user has a return event in the column.',
    ON_OR_AFTER:
      'The user has a return event in the column or at any later time, also after the last column.',
  },
)
export type CohortCriterion = EnumOf<typeof CohortCriterion>

export const CohortMeasure = describedEnum(
  'CohortMeasure',
  'The value of a cell, in addition to its users.',
  {
    USERS: 'No sum and no mean: a cell has only its `users` and their `rate`.',
    SUM: 'The sum over the return events of the users in the cell.',
    AVERAGE: 'The mean over those return events of the users in the cell that have the number.',
  },
)
export type CohortMeasure = EnumOf<typeof CohortMeasure>

@InputType({
  description: 'A sum or mean over the return events, such as `{ measure: SUM, property: "amount" }`.',
})
export class CohortValueInput {
  @Field(() => CohortMeasure, {
    defaultValue: CohortMeasure.USERS,
    description: 'The aggregation: a sum, a mean, or none.',
  })
  measure: CohortMeasure

  @Field(() => String, {
    nullable: true,
    description:
      'The key of a numeric property of the return events, such as `amount`. Values that are not numbers are left out. ' +
      'Default: the cost in US dollars.',
  })
  property?: string | null
}

export const CohortReturns = describedEnum(
  'CohortReturns',
  'The rule by which a return counts for a group: with any value, or only with the value of the group.',
  {
    ANY: 'All return events of the users in the group.',
    SAME_VALUE: 'Only return events that have the breakdown value themselves.',
  },
)
export type CohortReturns = EnumOf<typeof CohortReturns>

@InputType({
  description:
    'The breakdown of the cohorts by a value of the target event at entry: exactly one of `dimension`, `property` and ' +
    '`trait`.',
})
export class CohortBreakdownInput extends BreakdownInput {
  @Field(() => Int, {
    defaultValue: 25,
    description:
      'The number of breakdown values, 1 to 25, those with the most entries first. All other values form one group.',
  })
  first: number

  @Field(() => CohortReturns, {
    defaultValue: CohortReturns.ANY,
    description:
      'The rule by which a return counts for a group: with any value, or only with the value of the group.',
  })
  returns: CohortReturns
}

@InputType({
  description: 'A cohort question: how users enter, and how they return. Every field has a default.',
})
@WithFormerRange(
  'The range in which users enter, widened to whole buckets. Default: the last 12 intervals, including the current one.',
)
export class CohortsInput extends SharedInput {
  @Field(() => EventMatchInput, {
    nullable: true,
    description:
      'The target event with which users enter. Default: any active event, so that users enter with their first one ' +
      'ever.',
  })
  target?: EventMatchInput | null

  @Field(() => EventMatchInput, {
    nullable: true,
    description:
      'The event that counts as a return, such as `{ event: "message" }`. Default: any active event.',
  })
  return?: EventMatchInput | null

  @Field(() => CountedUnit, unitFields.unit)
  unit: CountedUnit

  @Field(() => String, unitFields.unitProperty)
  unitProperty?: string | null

  @Field(() => CohortEntry, {
    defaultValue: CohortEntry.FIRST_TIME,
    description: 'The target event with which a user enters, if there are several.',
  })
  entry: CohortEntry

  @Field(() => CohortBuckets, {
    defaultValue: CohortBuckets.CALENDAR,
    description: 'The measure of the columns: calendar buckets, or time since the entry of each user.',
  })
  buckets: CohortBuckets

  @Field(() => CohortInterval, {
    defaultValue: CohortInterval.WEEK,
    description:
      'The width of a cohort and of a column, such as `WEEK`: users who entered in one week, and each week after.',
  })
  interval: CohortInterval

  @Field(() => Int, {
    nullable: true,
    description:
      'The number of columns, including column 0 of the entry: 1 to 366. Default: 12, or as many as `brackets` gives.',
  })
  periods?: number | null

  @Field(() => [Int], {
    nullable: true,
    description:
      'The widths of the columns after column 0, in intervals, such as `[1, 3, 7, 14, 30]`: up to 100 columns and 1,000 ' +
      'intervals in total. Cannot be combined with `periods`.',
  })
  brackets?: number[] | null

  @Field(() => CohortCriterion, {
    defaultValue: CohortCriterion.ON,
    description: 'The rule by which a user counts as retained in a column.',
  })
  criterion: CohortCriterion

  @Field(() => Int, {
    defaultValue: 1,
    description:
      'The number of return events a user needs to count as retained, 1 to 1,000: in the column, or from the column on ' +
      'with `ON_OR_AFTER`.',
  })
  minimumOccurrences: number

  @Field(() => FilterInput, {
    nullable: true,
    description: 'The events that can be target or return events. Default: all events.',
  })
  override filter?: FilterInput | null

  @Field(() => CohortBreakdownInput, {
    nullable: true,
    description:
      'A cohort table for each value at entry, such as `{ dimension: CHANNEL }`. Default: no breakdown.',
  })
  breakdown?: CohortBreakdownInput | null

  @Field(() => CohortValueInput, {
    nullable: true,
    description: 'The value of a cell, in addition to its users. Default: no value.',
  })
  value?: CohortValueInput | null
}
