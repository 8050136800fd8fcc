import { ArgsType, Field, InputType, Int } from 'type-graphql'
import { CompareInput } from './compare.ts'
import { CalendarUnit, DateRangeInput } from './date-range-input.ts'
import { FilterInput } from './filter-input.ts'
import { SegmentedArgs } from './users/segmented-args.ts'

/** The arguments of every question about events: range, filter, segment and calendar. */
@ArgsType()
@InputType()
export class QuestionArgs extends SegmentedArgs {
  @Field(() => DateRangeInput, {
    nullable: true,
    description: 'The range in which the events happened. Default: the last 30 days, including today.',
  })
  range?: DateRangeInput | null

  @Field(() => FilterInput, {
    nullable: true,
    description: 'The condition on the events that count. Default: all events.',
  })
  filter?: FilterInput | null
}

/** A question whose numbers can be compared with another range. */
@ArgsType()
export class ComparedArgs extends QuestionArgs {
  @Field(() => CompareInput, {
    nullable: true,
    description: 'The range to compare with. Default: no comparison.',
  })
  compare?: CompareInput | null
}

/** A question whose numbers are shown in total and over time. */
@ArgsType()
export class StatsArgs extends ComparedArgs {
  @Field(() => CalendarUnit, {
    defaultValue: CalendarUnit.DAY,
    description: 'The width of a bucket. At most 5,000 buckets.',
  })
  interval: CalendarUnit
}

/** A question whose numbers are broken down. */
@ArgsType()
export class BreakdownArgs extends QuestionArgs {
  @Field(() => Int, {
    defaultValue: 50,
    description: 'The number of breakdown values, 1 to 1,000, the largest first.',
  })
  first: number
}
