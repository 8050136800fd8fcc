import { Field, InputType, Int } from 'type-graphql'
import { DateRangeInput } from '../date-range-input.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { FilterInput } from '../filter-input.ts'
import { BreakdownInput } from '../users/audience.ts'
import { SegmentedArgs } from '../users/segmented-args.ts'
import { EventMatchInput } from './event-match-input.ts'

export const CohortEntry = describedEnum('CohortEntry', 'Which target event lets a user enter a cohort.', {
  FIRST_TIME:
    'The first one over all history that passes the filters. Who had it before the range is in no cohort.',
  FIRST_EVER:
    'The first event of that name over all history, if it passes the filters itself. Who had it before the ' +
    'range, or without passing them, is in no cohort.',
  FIRST_IN_RANGE: 'The first one in the range, whatever happened before it.',
  RECURRING: 'The first one in each bucket: a user is in the cohort of every bucket that has one.',
})
export type CohortEntry = EnumOf<typeof CohortEntry>

export const CohortBuckets = describedEnum('CohortBuckets', 'What the columns are counted in.', {
  CALENDAR: 'Calendar buckets after that of the entry, in the time zone of the question.',
  ROLLING:
    'Real time from each user’s own entry: an hour is 3,600 seconds, a day 24 hours, a week 7 such days, a month 30.',
})
export type CohortBuckets = EnumOf<typeof CohortBuckets>

export const CohortInterval = describedEnum('CohortInterval', 'The width of a cohort and of a column.', {
  HOUR: 'An hour of the local clock.',
  DAY: 'From midnight to midnight.',
  WEEK: 'From `weekStart`, Monday by default.',
  MONTH: 'From the first day of a month.',
})
export type CohortInterval = EnumOf<typeof CohortInterval>

export const CohortCriterion = describedEnum(
  'CohortCriterion',
  'When a user counts as retained in a column.',
  {
    ON: 'When they return in it.',
    ON_OR_AFTER: 'When they return in it or at any time after it, also after the last column.',
  },
)
export type CohortCriterion = EnumOf<typeof CohortCriterion>

export const CohortMeasure = describedEnum('CohortMeasure', 'What a cell says besides its users.', {
  USERS: 'Nothing else.',
  SUM: 'The sum over the return events of its users.',
  AVERAGE: 'The mean over those return events of its users that have the number.',
})
export type CohortMeasure = EnumOf<typeof CohortMeasure>

@InputType({
  description:
    'What is summed up or averaged over the return events, such as `{ measure: SUM, property: "amount" }`.',
})
export class CohortValueInput {
  @Field(() => CohortMeasure, { defaultValue: CohortMeasure.USERS, description: 'What a cell says.' })
  measure: CohortMeasure

  @Field(() => String, {
    nullable: true,
    description:
      'A property of the return events that is a number, by its key. What is no number is left out. ' +
      'Default: their cost in US dollars.',
  })
  property?: string | null
}

export const CohortReturns = describedEnum('CohortReturns', 'Which return events count for a group.', {
  ANY: 'Every one of its users.',
  SAME_VALUE: 'Those that carry the value of the group themselves.',
})
export type CohortReturns = EnumOf<typeof CohortReturns>

@InputType({
  description:
    'What to tell users apart by, as their target event says it at entry: exactly one of `dimension`, `property` ' +
    'and `trait`.',
})
export class CohortBreakdownInput extends BreakdownInput {
  @Field(() => Int, {
    defaultValue: 25,
    description: 'How many values, 1 to 25: those with the most entries. All others are one group.',
  })
  first: number

  @Field(() => CohortReturns, {
    defaultValue: CohortReturns.ANY,
    description: 'Which return events count for a group.',
  })
  returns: CohortReturns
}

@InputType({
  description: 'Which users make up the cohorts, and what counts as their return. All of it has a default.',
})
export class CohortsInput extends SegmentedArgs {
  @Field(() => DateRangeInput, {
    nullable: true,
    description:
      'When users may enter, widened to whole buckets. Default: the last 12 intervals, the running one included.',
  })
  range?: DateRangeInput | null

  @Field(() => EventMatchInput, {
    nullable: true,
    description: 'What lets users enter. Default: any activity, so that they enter with the first one ever.',
  })
  target?: EventMatchInput | null

  @Field(() => EventMatchInput, {
    nullable: true,
    description: 'What counts as a return. Default: any activity.',
  })
  return?: EventMatchInput | null

  @Field(() => CohortEntry, {
    defaultValue: CohortEntry.FIRST_TIME,
    description: 'Which target event counts.',
  })
  entry: CohortEntry

  @Field(() => CohortBuckets, {
    defaultValue: CohortBuckets.CALENDAR,
    description: 'What the columns are counted in.',
  })
  buckets: CohortBuckets

  @Field(() => CohortInterval, {
    defaultValue: CohortInterval.WEEK,
    description: 'The width of a cohort and of a column.',
  })
  interval: CohortInterval

  @Field(() => Int, {
    nullable: true,
    description:
      'How many columns, that of the entry included: 1 to 366. Default: 12, or what `brackets` say.',
  })
  periods?: number | null

  @Field(() => [Int], {
    nullable: true,
    description:
      'The widths of the columns after that of the entry, in intervals, such as `[1, 3, 7, 14, 30]`: up to 100 of ' +
      'them, 1,000 intervals in all. Instead of `periods`.',
  })
  brackets?: number[] | null

  @Field(() => CohortCriterion, {
    defaultValue: CohortCriterion.ON,
    description: 'When a user counts as retained in a column.',
  })
  criterion: CohortCriterion

  @Field(() => Int, {
    defaultValue: 1,
    description:
      'How many return events a user needs to count as retained, 1 to 1,000: in the column, or with ON_OR_AFTER ' +
      'from it on.',
  })
  minimumOccurrences: number

  @Field(() => FilterInput, {
    nullable: true,
    description: 'Which facts count, as targets and as returns. Default: all.',
  })
  filter?: FilterInput | null

  @Field(() => CohortBreakdownInput, {
    nullable: true,
    description: 'What to tell the users of a cohort apart by. Default: nothing.',
  })
  breakdown?: CohortBreakdownInput | null

  @Field(() => CohortValueInput, {
    nullable: true,
    description: 'What a cell says besides its users. Default: nothing.',
  })
  value?: CohortValueInput | null
}
