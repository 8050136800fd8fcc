import { ArgsType, Field, ID, InputType, Int } from 'type-graphql'
import { CompareInput } from './compare.ts'
import { CalendarUnit, DateRangeInput, WeekStart } from './date-range-input.ts'
import { FilterInput } from './filter-input.ts'
import { SegmentInput } from './users/segment-input.ts'
import { SegmentedArgs } from './users/segmented-args.ts'

/** The arguments of every question about events: range, filter, segment and calendar. */
@ArgsType()
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

/**
 * The same arguments for a question with an `input`, beside it. None has a default, so that what the input says counts
 * where an argument is not given.
 */
@ArgsType()
export class SharedArgs {
  @Field(() => DateRangeInput, {
    nullable: true,
    description:
      'The range of the question, such as `{ last: { count: 7, unit: DAY } }`. Default: the `range` of the input, or ' +
      'the default of the input.',
  })
  range?: DateRangeInput | null

  @Field(() => CompareInput, {
    nullable: true,
    description:
      'The range to compare with, such as `{ period: PREVIOUS_PERIOD }`: see `previous`. Default: no comparison.',
  })
  compare?: CompareInput | null

  @Field(() => String, {
    nullable: true,
    description:
      'The time zone of days, weeks and months, such as `Europe/Berlin`. Default: the `timeZone` of the input, the time ' +
      'zone of the project, or UTC.',
  })
  timeZone?: string | null

  @Field(() => WeekStart, {
    nullable: true,
    description: 'The first day of a week. Default: the `weekStart` of the input, or Monday.',
  })
  weekStart?: WeekStart | null

  @Field(() => FilterInput, {
    nullable: true,
    description:
      'The condition on the events that count, beside the `filter` of the input: both must hold. Default: no further ' +
      'condition.',
  })
  filter?: FilterInput | null

  @Field(() => ID, {
    nullable: true,
    description:
      'Only events of users in this saved segment, beside the segment of the input: users must be in both. Default: no ' +
      'further condition.',
  })
  segmentId?: string | null

  @Field(() => SegmentInput, {
    nullable: true,
    description: 'The same with a condition that is not saved. Cannot be combined with `segmentId`.',
  })
  segment?: SegmentInput | null
}

/** The arguments beside the `input` of a question with buckets of time. */
@ArgsType()
export class SharedArgsOverTime extends SharedArgs {
  @Field(() => CalendarUnit, {
    nullable: true,
    description:
      'The width of a bucket, such as `WEEK`. Default: the `interval` of the input, or its default.',
  })
  interval?: CalendarUnit | null
}

/**
 * The fields that the input of a question shares with others. A saved input keeps its filter and its segment. Its range
 * and its calendar, which `WithFormerRange` declares, are better given with each question.
 */
@InputType()
export abstract class SharedInput extends SegmentedArgs {
  @Field(() => FilterInput, {
    nullable: true,
    description: 'The condition on the events that count. Default: all events.',
  })
  filter?: FilterInput | null

  range?: DateRangeInput | null
}

/** Declares the range and the calendar of an input, deprecated. TypeGraphQL does not inherit deprecations. */
export const WithFormerRange =
  (range = 'The range in which the events happened. Default: the last 30 days, including today.') =>
  ({ prototype }: { prototype: object }): void => {
    const declare = (name: string, type: object, description: string, options: object = { nullable: true }) =>
      Field(() => type as never, {
        ...options,
        description,
        deprecationReason: `Use the argument \`${name}\` of the question.`,
      })(prototype, name)
    declare('range', DateRangeInput, range)
    declare(
      'timeZone',
      String,
      'The time zone of days, weeks and months. Default: that of the project, or UTC.',
    )
    declare('weekStart', WeekStart, 'The first day of a week. Default: Monday.', {
      defaultValue: WeekStart.MONDAY,
    })
  }
