import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql'
import { type User as UserEntity } from '../../entities/user.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { Meta } from '../meta.ts'
import { numbersOf } from '../numbers.ts'
import { QuestionArgs } from '../question-args.ts'
import { User } from './user.ts'

export const TopUsersBy = describedEnum('TopUsersBy', 'What users are ranked by.', {
  ACTIVITY: 'Their facts of every kind.',
  MESSAGES: 'Their messages.',
  CONVERSATIONS: 'Their conversations.',
  TOKENS: 'The tokens of their messages and model calls.',
  COST: 'The cost of their messages and model calls.',
})
export type TopUsersBy = EnumOf<typeof TopUsersBy>

/** What can be said of one user beside others. */
export const topUserFields = {
  events: 'events',
  messages: 'messages',
  conversations: 'conversations',
  tokens: 'tokens',
  costUsd: 'costUsd',
} as const

const description = 'A user among those who do most.'

@ObjectType({ description })
export class TopUser extends numbersOf('TopUserNumbers', description, topUserFields) {
  @Field(() => Int, {
    description: 'Their place, from 1. Equal ones are ranked by when they were first heard of.',
  })
  rank: number

  @Field(() => User, { description: 'Who.' })
  user: UserEntity

  @Field(() => Float, {
    nullable: true,
    description:
      'Their share of what users are ranked by, over all users, 0 to 1; null when there is none of it.',
  })
  share: number | null
}

@ObjectType({ description: 'Who does most.' })
export class TopUsers {
  @Field(() => [TopUser], { description: 'The users, whoever does most first.' })
  users: TopUser[]

  @Field(() => Meta, { description: 'When this was asked and how far it reaches.' })
  meta: Meta
}

@ArgsType()
export class TopUsersArgs extends QuestionArgs {
  @Field(() => TopUsersBy, { defaultValue: TopUsersBy.ACTIVITY, description: 'What to rank them by.' })
  by: TopUsersBy

  @Field(() => Int, { defaultValue: 10, description: 'How many, 1 to 1,000.' })
  first: number
}
