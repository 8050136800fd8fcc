import { ArgsType, Field, InputType, ObjectType } from 'type-graphql'
import { CalendarUnit } from '../date-range-input.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { Meta } from '../meta.ts'
import { PageArgs } from '../page-args.ts'
import { QuestionArgs } from '../question-args.ts'
import { Count, DateTime } from '../scalars.ts'
import { EventMatchInput } from './event-match-input.ts'

export const LifecycleState = describedEnum('LifecycleState', 'Where a user stands in a bucket.', {
  ACTIVE: 'Active in it: new, returning or resurrecting.',
  NEW: 'Active, and for the first time ever.',
  RETURNING: 'Active, and active in the bucket before too.',
  RESURRECTING: 'Active, neither new nor in the bucket before: they were away and came back.',
  DORMANT: 'Active in the bucket before, and not in this one.',
})
export type LifecycleState = EnumOf<typeof LifecycleState>

export const LifecycleNew = describedEnum('LifecycleNew', 'What makes a user a new one.', {
  FIRST_ACTIVITY:
    'Their first activity ever, of whatever kind: who was there before and now does the target is not new.',
  FIRST_TARGET: 'The first fact ever that meets the target and the filter.',
})
export type LifecycleNew = EnumOf<typeof LifecycleNew>

@InputType({ description: 'Whose coming and going, and in buckets of which width.' })
export class LifecycleInput extends QuestionArgs {
  @Field(() => CalendarUnit, {
    defaultValue: CalendarUnit.DAY,
    description: 'The width of a bucket. At most 5,000 buckets.',
  })
  interval: CalendarUnit

  @Field(() => EventMatchInput, {
    nullable: true,
    description: 'What users do to be active. Default: anything.',
  })
  target?: EventMatchInput | null

  @Field(() => LifecycleNew, {
    defaultValue: LifecycleNew.FIRST_ACTIVITY,
    description: 'What makes a user a new one. Without a target and a filter both are the same.',
  })
  newBy: LifecycleNew
}

@ObjectType({
  description:
    'Who came, came back and stayed away in one whole bucket. `activeUsers` = `newUsers` + `returning` + `resurrecting`.',
})
export class LifecycleBucket {
  @Field(() => DateTime, { description: 'When the bucket starts.' })
  start: Date

  @Field(() => DateTime, { description: 'When it ends: the start of the next.' })
  end: Date

  @Field(() => Boolean, { description: 'Whether it has ended and everything received since is in.' })
  isComplete: boolean

  @Field(() => Count, { description: 'Distinct users who were active in it.' })
  activeUsers: number

  @Field(() => Count, { description: 'Of them, those whose first activity ever happened in it.' })
  newUsers: number

  @Field(() => Count, { description: 'Of them, those who were active in the bucket before, too.' })
  returning: number

  @Field(() => Count, { description: 'Of them, the others: they were away and came back.' })
  resurrecting: number

  @Field(() => Count, { description: 'Users who were active in the bucket before and not in this one.' })
  dormant: number
}

@ObjectType({ description: 'Who came, came back and stayed away, from one bucket to the next.' })
export class Lifecycle {
  @Field(() => [LifecycleBucket], {
    description: 'Each bucket that has begun, oldest first. The first and the last are whole too.',
  })
  buckets: LifecycleBucket[]

  @Field(() => Meta, { description: 'When this was asked and how far it reaches.' })
  meta: Meta
}

@ArgsType()
export class LifecycleUsersArgs extends PageArgs {
  @Field(() => LifecycleState, { description: 'Where they stand.' })
  state: LifecycleState

  @Field(() => DateTime, {
    nullable: true,
    description: 'Any instant in the bucket, such as its `start`. Default: the last bucket that has begun.',
  })
  at?: Date | null
}
