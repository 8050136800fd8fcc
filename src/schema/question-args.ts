import { ArgsType, Field, InputType, Int } from 'type-graphql'
import { CompareInput } from './compare.ts'
import { CalendarUnit, DateRangeInput } from './date-range-input.ts'
import { FilterInput } from './filter-input.ts'
import { SegmentedArgs } from './users/segmented-args.ts'

/** What every question over facts takes: when, which, in whose calendar. */
@ArgsType()
@InputType()
export class QuestionArgs extends SegmentedArgs {
  @Field(() => DateRangeInput, {
    nullable: true,
    description: 'When the facts happened. Default: the last 30 days, today included.',
  })
  range?: DateRangeInput | null

  @Field(() => FilterInput, { nullable: true, description: 'Which facts count. Default: all.' })
  filter?: FilterInput | null
}

/** A question whose numbers can be held against those of another range. */
@ArgsType()
export class ComparedArgs extends QuestionArgs {
  @Field(() => CompareInput, {
    nullable: true,
    description: 'What to hold the numbers against. Default: nothing.',
  })
  compare?: CompareInput | null
}

/** A question whose numbers are shown together and over time. */
@ArgsType()
export class StatsArgs extends ComparedArgs {
  @Field(() => CalendarUnit, {
    defaultValue: CalendarUnit.DAY,
    description: 'The width of a bucket. At most 5,000 buckets.',
  })
  interval: CalendarUnit
}

/** A question whose numbers are shown for each of several groups. */
@ArgsType()
export class BreakdownArgs extends QuestionArgs {
  @Field(() => Int, { defaultValue: 50, description: 'How many groups, 1 to 1,000, the largest first.' })
  first: number
}
