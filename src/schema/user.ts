import { Field, ObjectType } from 'type-graphql'
import { type User as UserEntity } from '../entities/user.ts'
import { DateTime, JsonObject } from './scalars.ts'

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
