import { Field, InputType, Int } from 'type-graphql'
import { describedEnum, type EnumOf } from './described-enum.ts'
import { DateTime } from './scalars.ts'

export const CalendarUnit = describedEnum(
  'CalendarUnit',
  'A unit of the calendar in the time zone of the question: a day may have 23, 24 or 25 hours.',
  {
    MINUTE: '60 seconds.',
    HOUR: 'An hour of the local clock.',
    DAY: 'From midnight to midnight.',
    WEEK: 'From `weekStart`, Monday by default.',
    MONTH: 'From the first day of a month.',
    QUARTER: 'January to March, April to June, July to September, October to December.',
    YEAR: 'From 1 January.',
  },
)
export type CalendarUnit = EnumOf<typeof CalendarUnit>

export const WeekStart = describedEnum('WeekStart', 'The first day of a week.', {
  MONDAY: 'As in ISO 8601.',
  SUNDAY: 'As in North America.',
})
export type WeekStart = EnumOf<typeof WeekStart>

export const RangePreset = describedEnum(
  'RangePreset',
  'A calendar range. `THIS_…` runs to the end of the running one, `LAST_…` is the one before.',
  {
    TODAY: 'The running day.',
    YESTERDAY: 'The day before it.',
    THIS_WEEK: 'The running week, from `weekStart`.',
    LAST_WEEK: 'The week before it.',
    THIS_MONTH: 'The running month.',
    LAST_MONTH: 'The month before it.',
    THIS_QUARTER: 'The running quarter.',
    LAST_QUARTER: 'The quarter before it.',
    THIS_YEAR: 'The running year.',
    LAST_YEAR: 'The year before it.',
  },
)
export type RangePreset = EnumOf<typeof RangePreset>

@InputType({ description: 'The last so many units, the running one included.' })
export class LastInput {
  @Field(() => Int, { description: 'How many, from 1, such as 7.' })
  count: number

  @Field(() => CalendarUnit, { description: 'Of what, such as `DAY`.' })
  unit: CalendarUnit
}

@InputType({
  description: 'A range of time, given in exactly one way: `from` and `to`, `last`, or `preset`.',
})
export class DateRangeInput {
  @Field(() => DateTime, { nullable: true, description: 'The first instant in the range.' })
  from?: Date | null

  @Field(() => DateTime, { nullable: true, description: 'The first instant after the range.' })
  to?: Date | null

  @Field(() => LastInput, { nullable: true, description: 'Up to now, such as `{ count: 7, unit: DAY }`.' })
  last?: LastInput | null

  @Field(() => RangePreset, { nullable: true, description: 'A calendar range, such as `LAST_MONTH`.' })
  preset?: RangePreset | null
}
