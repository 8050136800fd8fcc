import { ArgsType, Field, ID } from 'type-graphql'
import { CompareInput } from '../compare.ts'
import { DateRangeInput, WeekStart } from '../date-range-input.ts'
import { FilterInput } from '../filter-input.ts'

/** The times of a dashboard, and the conditions that narrow it further. */
@ArgsType()
export class DashboardArgs {
  @Field(() => DateRangeInput, {
    nullable: true,
    description:
      'The range of all widgets without one of their own, such as `{ last: { count: 7, unit: DAY } }`. Default: that of the ' +
      'dashboard, or the last 30 days.',
  })
  range?: DateRangeInput | null

  @Field(() => CompareInput, {
    nullable: true,
    description:
      'The range to compare with, such as `{ period: PREVIOUS_PERIOD }`. Default: that of the dashboard, or none.',
  })
  compare?: CompareInput | null

  @Field(() => String, {
    nullable: true,
    description:
      'The time zone of days, weeks and months, such as `Europe/Berlin`. Default: that of the dashboard, the time zone of the ' +
      'project, or UTC.',
  })
  timeZone?: string | null

  @Field(() => WeekStart, {
    nullable: true,
    description: 'The first day of a week. Default: that of the dashboard, or Monday.',
  })
  weekStart?: WeekStart | null

  @Field(() => FilterInput, {
    nullable: true,
    description:
      'A further condition on the events of all widgets, beside that of the dashboard: both must hold. Default: none.',
  })
  filter?: FilterInput | null

  @Field(() => ID, {
    nullable: true,
    description:
      'Only events of users in this saved segment, beside the segment of the dashboard: users must be in both. Default: none.',
  })
  segmentId?: string | null
}
