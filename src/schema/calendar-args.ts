import { ArgsType, Field, InputType } from 'type-graphql'
import { WeekStart } from './date-range-input.ts'

/** The calendar that a question is asked in: inherited by every argument and input type that has one. */
@ArgsType()
@InputType()
export class CalendarArgs {
  @Field(() => String, {
    nullable: true,
    description:
      'The time zone of days, weeks and months, such as `Europe/Berlin`. Default: the project’s, or UTC.',
  })
  timeZone?: string | null

  @Field(() => WeekStart, {
    defaultValue: WeekStart.MONDAY,
    description: 'The first day of a week: Monday unless you say Sunday.',
  })
  weekStart: WeekStart
}
