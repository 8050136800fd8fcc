import { ArgsType, Field, InputType } from 'type-graphql'
import { WeekStart } from './date-range-input.ts'

/** The calendar of a question. Every argument or input type with a calendar extends this class. */
@ArgsType()
@InputType()
export class CalendarArgs {
  @Field(() => String, {
    nullable: true,
    description:
      'The time zone of days, weeks and months, such as `Europe/Berlin`. Default: the time zone of the project, or UTC.',
  })
  timeZone?: string | null

  @Field(() => WeekStart, {
    defaultValue: WeekStart.MONDAY,
    description: 'The first day of a week. Default: Monday.',
  })
  weekStart: WeekStart
}
