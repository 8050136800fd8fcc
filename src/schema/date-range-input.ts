import { Field, InputType, Int } from 'type-graphql'
import { describedEnum, type EnumOf } from './described-enum.ts'
import { OneOf } from './one-of.ts'
import { CalendarDate, DateTime } from './scalars.ts'

export const CalendarUnit = describedEnum(
  'CalendarUnit',
  'A unit of the calendar in the time zone of the question: a day may have 23, 24 or 25 hours.',
  {
    MINUTE: 'A minute of 60 seconds.',
    HOUR: 'An hour of the local clock.',
    DAY: 'A calendar day, from midnight to midnight in the zone of the question: 23 or 25 hours when clocks change.',
    WEEK: 'A week from `weekStart`, Monday by default.',
    MONTH: 'A calendar month, from its first day.',
    QUARTER: 'A quarter: January to March, April to June, July to September, October to December.',
    YEAR: 'A calendar year, from 1 January.',
  },
)
export type CalendarUnit = EnumOf<typeof CalendarUnit>

export const WeekStart = describedEnum('WeekStart', 'The first day of a week.', {
  MONDAY: 'Monday, as in ISO 8601.',
  SUNDAY: 'Sunday, as in North America.',
})
export type WeekStart = EnumOf<typeof WeekStart>

export const RangePreset = describedEnum(
  'RangePreset',
  'A calendar range. `THIS_…` runs to the end of the current unit, `LAST_…` is the unit before.',
  {
    TODAY: 'The current day, from midnight to midnight.',
    YESTERDAY: 'The day before today.',
    THIS_WEEK: 'The current week, from `weekStart` to its end seven days later.',
    LAST_WEEK: 'The whole week before the current one, from `weekStart`, seven days.',
    THIS_MONTH: 'The current calendar month, from its first day to its end.',
    LAST_MONTH: 'The whole calendar month before the current one: in March, 1 February to 1 March.',
    THIS_QUARTER: 'The current calendar quarter, such as 1 January to 1 April, to its end.',
    LAST_QUARTER: 'The whole calendar quarter before the current one: in May, 1 January to 1 April.',
    THIS_YEAR: 'The current calendar year, from 1 January to its end.',
    LAST_YEAR: 'The whole calendar year before the current one: in 2026, 1 January 2025 to 1 January 2026.',
  },
)
export type RangePreset = EnumOf<typeof RangePreset>

@InputType({
  description:
    'The last calendar units, including the current one: `{ count: 7, unit: DAY }` is today and the 6 days before.',
})
export class LastInput {
  @Field(() => Int, { description: 'The number of units, from 1, such as 7.' })
  count: number

  @Field(() => CalendarUnit, { description: 'The calendar unit, such as `DAY`.' })
  unit: CalendarUnit
}

@InputType({
  description:
    'The instants from `from` until before `to`: `{ from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" }` is ' +
    'January in UTC.',
})
export class InstantRangeInput {
  @Field(() => DateTime, {
    description: 'The start of the range (inclusive), such as `2026-01-01T00:00:00Z`.',
  })
  from: Date

  @Field(() => DateTime, { description: 'The end of the range (exclusive), such as `2026-02-01T00:00:00Z`.' })
  to: Date
}

@InputType({
  description:
    'Whole days in the time zone of the question, both included: `{ from: "2026-01-01", to: "2026-01-31" }` is January. ' +
    'Days of lists are in UTC.',
})
export class DayRangeInput {
  @Field(() => CalendarDate, { description: 'The first day of the range, such as `2026-01-01`.' })
  from: string

  @Field(() => CalendarDate, {
    description:
      'The last day of the range (inclusive), such as `2026-01-31`; the same as `from` for one day.',
  })
  to: string
}

@OneOf()
@InputType({
  description: 'A range of time, given in exactly one way: `between`, `dates`, `last` or `preset`.',
})
export class DateRangeInput {
  @Field(() => InstantRangeInput, {
    nullable: true,
    description:
      'The instants of a half-open range, such as `{ from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" }`.',
  })
  between?: InstantRangeInput | null

  @Field(() => DayRangeInput, {
    nullable: true,
    description: 'Whole days, the last one included, such as `{ from: "2026-01-01", to: "2026-01-31" }`.',
  })
  dates?: DayRangeInput | null

  @Field(() => LastInput, {
    nullable: true,
    description: 'A range up to now, such as `{ count: 7, unit: DAY }`.',
  })
  last?: LastInput | null

  @Field(() => RangePreset, { nullable: true, description: 'A calendar range, such as `LAST_MONTH`.' })
  preset?: RangePreset | null
}
