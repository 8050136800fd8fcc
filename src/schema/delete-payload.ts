import { Field, ID, ObjectType } from 'type-graphql'
import { UserError } from './user-error.ts'

@ObjectType({ description: 'The result of deleting a thing of the project, such as a saved funnel.' })
export class DeletePayload {
  @Field(() => ID, {
    nullable: true,
    description: 'The `id` that no longer exists; null if nothing was deleted.',
  })
  deletedId: string | null

  @Field(() => [UserError], { description: 'The reasons why it was not deleted; empty if it was.' })
  userErrors: UserError[]
}
