import { ArgsType, Field, ID, InputType, ObjectType } from 'type-graphql'
import { type User as UserEntity } from '../../entities/user.ts'
import { connectionOf } from '../connection.ts'
import { DateRangeInput } from '../date-range-input.ts'
import { Node } from '../node.ts'
import { orderedPage, orderInput } from '../order-input.ts'
import { DateTime, JsonObject } from '../scalars.ts'

@ObjectType({
  implements: Node,
  description:
    'A person, or another caller, whom events name by a `userId` such as `ann`. A visitor who signed in is the same user.',
})
export class User
  implements Pick<UserEntity, 'externalId' | 'username' | 'traits' | 'firstSeenAt' | 'lastSeenAt'>
{
  @Field(() => ID, {
    name: 'userId',
    description: 'The `userId` as sent, such as `ann`; unique within the project.',
  })
  externalId: string

  @Field(() => String, { nullable: true, description: 'The name of the user, as last sent with `identify`.' })
  username: string | null

  @Field(() => JsonObject, { description: 'The traits sent with `identify`, such as `{"plan": "pro"}`.' })
  traits: Record<string, unknown>

  @Field(() => DateTime, {
    nullable: true,
    description: 'The instant of the user’s earliest event of any kind; null if there is none.',
  })
  firstSeenAt: Date | null

  @Field(() => DateTime, { nullable: true, description: 'The time of the user’s latest event.' })
  lastSeenAt: Date | null
}

export const UserConnection = connectionOf(User, { article: 'A', one: 'user', many: 'users' })

const userOrders = {
  CREATED_AT: 'The time at which the service first heard of the user.',
  FIRST_SEEN: 'The time of the user’s first event; `CREATED_AT` of a user without events.',
  LAST_SEEN: 'The time of the user’s latest event; `CREATED_AT` of a user without events.',
}
export type UserOrderField = keyof typeof userOrders

export const UserOrderInput = orderInput({ type: 'User', many: 'users', by: userOrders })

const UserPageArgs = orderedPage(
  UserOrderInput,
  'by the time at which the service first heard of them, the latest first',
)

@InputType({ description: 'The users to list; all given conditions hold together.' })
export class UserFilterInput {
  @Field(() => String, {
    nullable: true,
    description: 'Only users with this text in their `userId` or `username`, ignoring case.',
  })
  search?: string | null

  @Field(() => DateRangeInput, {
    nullable: true,
    description: 'Only users with an event of any kind in this range.',
  })
  seenIn?: DateRangeInput | null
}

@ArgsType()
export class UsersArgs extends UserPageArgs {
  @Field(() => UserFilterInput, {
    nullable: true,
    description: 'Conditions that the listed users meet, all of them. Default: all users.',
  })
  filter?: UserFilterInput | null
}
