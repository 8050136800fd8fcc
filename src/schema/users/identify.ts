import { Field, InputType, ObjectType } from 'type-graphql'
import { JsonObject } from '../scalars.ts'
import { UserError } from '../user-error.ts'
import { User } from './user.ts'

@InputType({ description: 'The identity and traits of a user.' })
export class IdentifyInput {
  @Field(() => String, {
    description:
      'The id of the user on your platform, up to 255 characters. An id that stands for a missing one, such as `null` or ' +
      '`anonymous`, is refused with `INVALID_USER_ID`.',
  })
  userId: string

  @Field(() => String, {
    nullable: true,
    description: 'The name of the user, up to 255 characters. Default: the name stays unchanged.',
  })
  username?: string | null

  @Field(() => JsonObject, {
    nullable: true,
    description:
      'The traits of the user, merged key by key into the existing traits; a null value removes its key. Up to 32 kB, ' +
      '255 keys and 8 levels; all traits of a user together up to 64 kB.',
  })
  traits?: Record<string, unknown> | null
}

@ObjectType({ description: 'The identified user.' })
export class IdentifyPayload {
  @Field(() => User, {
    nullable: true,
    description: 'The user with all traits; null if the input was refused.',
  })
  user: User | null

  @Field(() => [UserError], { description: 'The problems with the input; empty if the user was stored.' })
  userErrors: UserError[]
}
