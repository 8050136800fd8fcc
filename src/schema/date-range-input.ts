import { Field, InputType, Int } from 'type-graphql'
import { describedEnum, type EnumOf } from './described-enum.ts'
import { DateTime } from './scalars.ts'

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
    THIS_WEEK: 'The current week, from `weekStart`.',
    LAST_WEEK: 'The week before the current one.',
    THIS_MONTH: 'The current calendar month.',
    LAST_MONTH: 'The month before the current one.',
    THIS_QUARTER: 'The current calendar quarter.',
    LAST_QUARTER: 'The quarter before the current one.',
    THIS_YEAR: 'The current calendar year.',
    LAST_YEAR: 'The year before the current one.',
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
  description: 'A range of time, given in exactly one way: `from` and `to`, `last`, or `preset`.',
})
export class DateRangeInput {
  @Field(() => DateTime, { nullable: true, description: 'The start of the range (inclusive).' })
  from?: Date | null

  @Field(() => DateTime, { nullable: true, description: 'The end of the range (exclusive).' })
  to?: Date | null

  @Field(() => LastInput, {
    nullable: true,
    description: 'A range up to now, such as `{ count: 7, unit: DAY }`.',
  })
  last?: LastInput | null

  @Field(() => RangePreset, { nullable: true, description: 'A calendar range, such as `LAST_MONTH`.' })
  preset?: RangePreset | null
}
