import { Field, InputType, ObjectType } from 'type-graphql'
import { JsonObject } from '../scalars.ts'
import { UserError } from '../user-error.ts'
import { User } from './user.ts'

@InputType({ description: 'Who a user is.' })
export class IdentifyInput {
  @Field(() => String, { description: 'The id that your platform knows them by, up to 255 characters.' })
  userId: string

  @Field(() => String, {
    nullable: true,
    description: 'Their name, up to 255 characters. Left out, it stays as it is.',
  })
  username?: string | null

  @Field(() => JsonObject, {
    nullable: true,
    description:
      'What is known about them, merged key by key into what was known before; a null value removes its key. ' +
      'Up to 32 kB, 255 keys and 8 levels; all traits of a user together up to 64 kB.',
  })
  traits?: Record<string, unknown> | null
}

@ObjectType({ description: 'The user as they are known now.' })
export class IdentifyPayload {
  @Field(() => User, { nullable: true, description: 'Null when the input was refused.' })
  user: User | null

  @Field(() => [UserError], { description: 'What to change in the input; empty when it was stored.' })
  userErrors: UserError[]
}
