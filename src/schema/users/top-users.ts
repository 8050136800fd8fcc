import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql'
import { type User as UserEntity } from '../../entities/user.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { Meta } from '../meta.ts'
import { measuresOf, sameNames } from '../numbers.ts'
import { QuestionArgs } from '../question-args.ts'
import { User } from './user.ts'

export const TopUsersBy = describedEnum('TopUsersBy', 'The metric that users are ranked by.', {
  ACTIVITY: 'Events of every kind that belong to the user.',
  MESSAGES: 'Messages from and to the user in the range, of every role.',
  CONVERSATIONS: 'Distinct conversations with an event of the user in the range.',
  TOKENS: 'The tokens of their messages and AI calls.',
  COST: 'The cost of their messages and AI calls.',
})
export type TopUsersBy = EnumOf<typeof TopUsersBy>

/** What can be said of one user beside others. */
export const topUserFields = sameNames(
  'events',
  'messages',
  'conversations',
  'tokens',
  'costUsd',
  'unpricedCalls',
)

/** The numbers that a user, a day and the whole platform have in common. */
export const ActivityMeasures = measuresOf(
  'Activity',
  'The activity of one user, of one day, or of the whole platform.',
  topUserFields,
)

@ObjectType({ description: 'One of the most active users.', implements: ActivityMeasures })
export class TopUser extends ActivityMeasures {
  @Field(() => Int, {
    description:
      'The rank of the user, from 1. Users with equal numbers are ranked by age, the oldest first.',
  })
  rank: number

  @Field(() => User, { description: 'The user who has this rank, with names, traits and lists.' })
  user: UserEntity

  @Field(() => Float, {
    nullable: true,
    description: 'The share of this user in the ranking metric of all users, 0 to 1; null if the total is 0.',
  })
  share: number | null
}

@ObjectType({ description: 'The users who rank highest, by the metric of `by`.' })
export class TopUsers {
  @Field(() => [TopUser], { description: 'The users, the most active first.' })
  users: TopUser[]

  @Field(() => Meta, { description: 'The time of the question and how complete the answer is.' })
  meta: Meta
}

@ArgsType()
export class TopUsersArgs extends QuestionArgs {
  @Field(() => TopUsersBy, {
    defaultValue: TopUsersBy.ACTIVITY,
    description: 'The number that decides the rank, such as `COST`; the highest comes first.',
  })
  by: TopUsersBy

  @Field(() => Int, { defaultValue: 10, description: 'The number of users, 1 to 1,000.' })
  first: number
}
