import { ArgsType, Field, InputType, ObjectType } from 'type-graphql'
import { type User as UserEntity } from '../../entities/user.ts'
import { connectionOf } from '../connection.ts'
import { DateRangeInput } from '../date-range-input.ts'
import { PageArgs } from '../page-args.ts'
import { DateTime, JsonObject } from '../scalars.ts'

@ObjectType({ description: 'Somebody who used the platform.' })
export class User
  implements Pick<UserEntity, 'externalId' | 'username' | 'traits' | 'firstSeenAt' | 'lastSeenAt'>
{
  @Field(() => String, { name: 'userId', description: 'The id that your platform knows them by.' })
  externalId: string

  @Field(() => String, { nullable: true, description: 'Their name, as last identified.' })
  username: string | null

  @Field(() => JsonObject, { description: 'What `identify` told about them, such as `{"plan": "pro"}`.' })
  traits: Record<string, unknown>

  @Field(() => DateTime, { nullable: true, description: 'When their first fact happened.' })
  firstSeenAt: Date | null

  @Field(() => DateTime, { nullable: true, description: 'When their latest fact happened.' })
  lastSeenAt: Date | null
}

export const UserConnection = connectionOf(User, { article: 'A', one: 'user', many: 'users' })

@InputType({ description: 'Which users to list; all conditions hold together.' })
export class UserFilterInput {
  @Field(() => String, {
    nullable: true,
    description: 'Only users with this in their `userId` or `username`, in small or capital letters.',
  })
  search?: string | null

  @Field(() => DateRangeInput, {
    nullable: true,
    description: 'Only users with a fact in this range, of any kind.',
  })
  seenIn?: DateRangeInput | null
}

@ArgsType()
export class UsersArgs extends PageArgs {
  @Field(() => UserFilterInput, { nullable: true, description: 'Which users. Default: all.' })
  filter?: UserFilterInput | null
}
