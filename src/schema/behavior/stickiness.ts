import { ArgsType, Field, Float, InputType, Int, ObjectType } from 'type-graphql'
import { Change } from '../compare.ts'
import { CalendarUnit } from '../date-range-input.ts'
import { FilterOperator } from '../filter-input.ts'
import { Meta } from '../meta.ts'
import { PageArgs } from '../page-args.ts'
import { SharedInput, WithFormerRange } from '../question-args.ts'
import { Count } from '../scalars.ts'
import { CountedUnit, unitFields } from './counted-unit.ts'
import { EventMatchInput } from './event-match-input.ts'

@InputType({
  description: 'The number of events in an interval, such as `{ operator: GREATER_OR_EQUAL, count: 3 }`.',
})
export class OccurrencesInput {
  @Field(() => FilterOperator, {
    defaultValue: FilterOperator.GREATER_OR_EQUAL,
    description: 'The comparison of the number: `IS`, `IS_NOT`, `GREATER_…` or `LESS_…`.',
  })
  operator: FilterOperator

  @Field(() => Int, {
    defaultValue: 1,
    description: 'The number of events to compare with, 1 to 1,000,000. Default: 1.',
  })
  count: number
}

@InputType({ description: 'The activity to count, and the width of an interval.' })
@WithFormerRange()
export class StickinessInput extends SharedInput {
  @Field(() => CalendarUnit, {
    defaultValue: CalendarUnit.DAY,
    description: 'The width of an interval: usually `DAY`, `WEEK` or `MONTH`. At most 5,000 intervals.',
  })
  interval: CalendarUnit

  @Field(() => EventMatchInput, {
    nullable: true,
    description: 'The event that makes a user active. Default: any active event.',
  })
  target?: EventMatchInput | null

  @Field(() => OccurrencesInput, {
    nullable: true,
    description:
      'The number of these events that makes an interval count for a user. Default: at least 1. An interval without ' +
      'any event never counts.',
  })
  occurrences?: OccurrencesInput | null

  @Field(() => CountedUnit, unitFields.unit)
  unit: CountedUnit

  @Field(() => String, unitFields.unitProperty)
  unitProperty?: string | null
}

@ObjectType({ description: 'The users who were active in a certain number of intervals.' })
export class StickinessRow {
  @Field(() => Int, {
    description:
      'The intervals of the range in which the users were active, counted from 1; for example 3 of 12 weeks.',
  })
  intervals: number

  @Field(() => Count, { description: 'Users who were active in exactly this number of intervals.' })
  users: number

  @Field(() => Float, {
    nullable: true,
    description: '`users` ÷ `activeUsers`, 0 to 1; null without active users.',
  })
  share: number | null

  @Field(() => Count, {
    description:
      'Users who were active in at least this number of intervals; never more than in the previous row.',
  })
  usersAtLeast: number

  @Field(() => Float, {
    nullable: true,
    description: '`usersAtLeast` ÷ `activeUsers`, 0 to 1; null without active users.',
  })
  shareAtLeast: number | null
}

@ObjectType({
  description: 'Users by the number of days, weeks or months of the range in which they were active.',
})
export class Stickiness {
  @Field(() => Int, {
    description: 'The number of intervals of the range that have begun: the maximum for a user.',
  })
  intervals: number

  @Field(() => Count, { description: 'Distinct users who were active in at least one interval.' })
  activeUsers: number

  @Field(() => Float, {
    nullable: true,
    description: 'The mean number of intervals with activity per active user; null without active users.',
  })
  averageIntervals: number | null

  @Field(() => [StickinessRow], {
    description: 'One row for each number of intervals from 1, including those without users.',
  })
  rows: StickinessRow[]

  @Field(() => Stickiness, {
    nullable: true,
    description: 'The answer over the range in `compare`; null without `compare`.',
  })
  previous: Stickiness | null

  @Field(() => [Change], {
    description:
      'The change of `activeUsers` and `averageIntervals`, as far as they are selected, from the range in `compare`; ' +
      'empty without `compare`.',
  })
  changes: Change[]

  @Field(() => Meta, { description: 'The time of the question and how complete the answer is.' })
  meta: Meta
}

@ArgsType()
export class StickinessUsersArgs extends PageArgs {
  @Field(() => Int, { description: 'The number of intervals, from 1 to the number that have begun.' })
  intervals: number

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether to include users who were active in more intervals.',
  })
  orMore: boolean
}
