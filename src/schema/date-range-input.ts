import { Field, InputType, Int, registerEnumType } from 'type-graphql'
import { DateTime } from './scalars.ts'

export enum CalendarUnit {
  MINUTE = 'MINUTE',
  HOUR = 'HOUR',
  DAY = 'DAY',
  WEEK = 'WEEK',
  MONTH = 'MONTH',
  QUARTER = 'QUARTER',
  YEAR = 'YEAR',
}

registerEnumType(CalendarUnit, {
  name: 'CalendarUnit',
  description: 'A unit of the calendar in the time zone of the question: a day may have 23, 24 or 25 hours.',
  valuesConfig: {
    MINUTE: { description: '60 seconds.' },
    HOUR: { description: 'An hour of the local clock.' },
    DAY: { description: 'From midnight to midnight.' },
    MONTH: { description: 'From the first day of a month.' },
    YEAR: { description: 'From 1 January.' },
    WEEK: { description: 'From `weekStart`, Monday by default.' },
    QUARTER: { description: 'January to March, April to June, July to September, October to December.' },
  },
})

export enum WeekStart {
  MONDAY = 'MONDAY',
  SUNDAY = 'SUNDAY',
}

registerEnumType(WeekStart, {
  name: 'WeekStart',
  description: 'The first day of a week.',
  valuesConfig: {
    MONDAY: { description: 'As in ISO 8601.' },
    SUNDAY: { description: 'As in North America.' },
  },
})

export enum RangePreset {
  TODAY = 'TODAY',
  YESTERDAY = 'YESTERDAY',
  THIS_WEEK = 'THIS_WEEK',
  LAST_WEEK = 'LAST_WEEK',
  THIS_MONTH = 'THIS_MONTH',
  LAST_MONTH = 'LAST_MONTH',
  THIS_QUARTER = 'THIS_QUARTER',
  LAST_QUARTER = 'LAST_QUARTER',
  THIS_YEAR = 'THIS_YEAR',
  LAST_YEAR = 'LAST_YEAR',
}

registerEnumType(RangePreset, {
  name: 'RangePreset',
  description: 'A calendar range. `THIS_…` runs to the end of the running one, `LAST_…` is the one before.',
  valuesConfig: {
    TODAY: { description: 'The running day.' },
    YESTERDAY: { description: 'The day before it.' },
    THIS_WEEK: { description: 'The running week, from `weekStart`.' },
    LAST_WEEK: { description: 'The week before it.' },
    THIS_MONTH: { description: 'The running month.' },
    LAST_MONTH: { description: 'The month before it.' },
    THIS_QUARTER: { description: 'The running quarter.' },
    LAST_QUARTER: { description: 'The quarter before it.' },
    THIS_YEAR: { description: 'The running year.' },
    LAST_YEAR: { description: 'The year before it.' },
  },
})

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
