import { ArgsType, Field } from 'type-graphql'
import { CompareInput } from '../compare.ts'
import { DateRangeInput, DayRangeInput, WeekStart } from '../date-range-input.ts'

/** The times of a question: a question that is saved does not have them. */
@ArgsType()
export class TimesArgs {
  @Field(() => DateRangeInput, {
    nullable: true,
    description:
      'The range of the question, such as `{ last: { count: 7, unit: DAY } }`. Default: the last 30 days, including ' +
      'today; of a list, all times.',
  })
  range?: DateRangeInput | null

  @Field(() => DayRangeInput, {
    nullable: true,
    description:
      'Short for `range: { dates: … }`: whole days in the zone of the question, the last one included, such as ' +
      '`{ from: "2026-01-01", to: "2026-01-31" }`.',
  })
  dates?: DayRangeInput | null

  @Field(() => CompareInput, {
    nullable: true,
    description: 'The range to compare with, such as `{ period: PREVIOUS_PERIOD }`. Default: no comparison.',
  })
  compare?: CompareInput | null

  @Field(() => String, {
    nullable: true,
    description:
      'The time zone of days, weeks and months, such as `Europe/Berlin`. Default: the time zone of the project, or UTC.',
  })
  timeZone?: string | null

  @Field(() => WeekStart, { nullable: true, description: 'The first day of a week. Default: Monday.' })
  weekStart?: WeekStart | null
}
