import { ArgsType, Field, Float, InputType, Int, ObjectType } from 'type-graphql'
import { CalendarUnit } from '../date-range-input.ts'
import { Meta } from '../meta.ts'
import { PageArgs } from '../page-args.ts'
import { QuestionArgs } from '../question-args.ts'
import { Count } from '../scalars.ts'
import { EventMatchInput } from './event-match-input.ts'

@InputType({ description: 'Whose habits, and in intervals of which width.' })
export class StickinessInput extends QuestionArgs {
  @Field(() => CalendarUnit, {
    defaultValue: CalendarUnit.DAY,
    description: 'The width of an interval: usually `DAY`, `WEEK` or `MONTH`. At most 5,000 intervals.',
  })
  interval: CalendarUnit

  @Field(() => EventMatchInput, {
    nullable: true,
    description: 'What users do to be active. Default: anything.',
  })
  target?: EventMatchInput | null
}

@ObjectType({ description: 'Who was active in so many intervals.' })
export class StickinessRow {
  @Field(() => Int, { description: 'In how many intervals of the range, from 1.' })
  intervals: number

  @Field(() => Count, { description: 'Users who were active in exactly so many.' })
  users: number

  @Field(() => Float, {
    nullable: true,
    description: 'Their share of `activeUsers`, 0 to 1; null without any.',
  })
  share: number | null

  @Field(() => Count, {
    description: 'Users who were active in so many or more; never more than in the row before.',
  })
  usersAtLeast: number

  @Field(() => Float, {
    nullable: true,
    description: 'Their share of `activeUsers`, 0 to 1; null without any.',
  })
  shareAtLeast: number | null
}

@ObjectType({ description: 'Users by how many days, weeks or months of a range they were active in.' })
export class Stickiness {
  @Field(() => Int, {
    description: 'How many intervals of the range have begun: the most that anybody can have.',
  })
  intervals: number

  @Field(() => Count, { description: 'Distinct users who were active in any.' })
  activeUsers: number

  @Field(() => Float, {
    nullable: true,
    description: 'The mean number of intervals that an active user was active in; null without any.',
  })
  averageIntervals: number | null

  @Field(() => [StickinessRow], {
    description: 'A row for every number of intervals, from 1, those that nobody has included.',
  })
  rows: StickinessRow[]

  @Field(() => Meta, { description: 'When this was asked and how far it reaches.' })
  meta: Meta
}

@ArgsType()
export class StickinessUsersArgs extends PageArgs {
  @Field(() => Int, { description: 'In how many intervals, 1 to as many as have begun.' })
  intervals: number

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether those of more intervals are meant too.',
  })
  orMore: boolean
}
