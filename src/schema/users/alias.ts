import { Field, ID, InputType, ObjectType } from 'type-graphql'
import { UserError } from '../user-error.ts'
import { User } from './user.ts'

@InputType({
  description: 'Two ids of one user: that of a visitor, and that which the visitor signed in with.',
})
export class AliasInput {
  @Field(() => ID, {
    description: 'The id of the user on your platform, up to 255 characters, such as `user-1`.',
  })
  userId: string

  @Field(() => ID, {
    description:
      'The id of the visitor before the sign-in, up to 255 characters, such as `anon-7f`. An id that was identified, or ' +
      'that a visitor was linked to, is a known user and is refused.',
  })
  alias: string
}

@ObjectType({ description: 'The user that both ids belong to now.' })
export class AliasPayload {
  @Field(() => User, {
    nullable: true,
    description: 'The user, under the id that is kept; null if the link was refused.',
  })
  user: User | null

  @Field(() => [UserError], {
    description:
      'The problems with the input; empty if the ids are linked. `KNOWN_USER`: two known users are never merged. ' +
      '`LINKED_TO_ANOTHER`: the visitor is another user already. `SAME_ID`: both ids are the same.',
  })
  userErrors: UserError[]
}
