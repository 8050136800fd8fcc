import { Field, ID, InputType, ObjectType } from 'type-graphql'
import { JsonObject } from '../scalars.ts'
import { ReceiptWarning } from '../tracking/receipt-warning.ts'
import { UserError } from '../user-error.ts'
import { User } from './user.ts'

@InputType({ description: 'The identity and traits of a user.' })
export class IdentifyInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'The id of the user on your platform, up to 255 characters, such as `user-1`. Required without `anonymousId`. An id ' +
      'that stands for a missing one, such as `null` or `anonymous`, is refused with `INVALID_USER_ID`.',
  })
  userId?: string | null

  @Field(() => ID, {
    nullable: true,
    description:
      'The id of the visitor, up to 255 characters, such as `anon-7f`. Beside `userId`: the visitor turns out to be this ' +
      'user, with all events before and after. Alone: the traits are those of the visitor until then.',
  })
  anonymousId?: string | null

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

  @Field(() => JsonObject, {
    nullable: true,
    description: 'Another name for `traits`, beside the other changes: `{"plan": "pro"}`.',
  })
  set?: Record<string, unknown> | null

  @Field(() => JsonObject, {
    nullable: true,
    description: 'Traits to set only if the user does not have them yet, such as `{"referrer": "ad"}`.',
  })
  setOnce?: Record<string, unknown> | null

  @Field(() => JsonObject, {
    nullable: true,
    description:
      'Numbers to add to traits, such as `{"credits": -5}`; a missing trait counts from 0. Not idempotent: a call that is ' +
      'sent twice adds twice.',
  })
  increment?: Record<string, unknown> | null

  @Field(() => JsonObject, {
    nullable: true,
    description:
      'Values to add at the end of lists, such as `{"teams": "red"}`; of a list each element is added. A trait that is no ' +
      'list becomes one. Not idempotent: a call that is sent twice adds twice.',
  })
  append?: Record<string, unknown> | null

  @Field(() => [String], { nullable: true, description: 'Traits to remove, such as `["trialEndsAt"]`.' })
  unset?: string[] | null
}

@ObjectType({
  description: 'The user with the traits as they are now, or the reasons why nothing was stored.',
})
export class IdentifyPayload {
  @Field(() => User, {
    nullable: true,
    description: 'The user with all traits; null if the input was refused.',
  })
  user: User | null

  @Field(() => [ReceiptWarning], {
    description:
      'Warnings about a user that was stored; usually empty. `KNOWN_USER` and `LINKED_TO_ANOTHER`: the visitor was not ' +
      'linked to the user.',
  })
  warnings: ReceiptWarning[]

  @Field(() => [UserError], { description: 'The problems with the input; empty if the user was stored.' })
  userErrors: UserError[]
}
