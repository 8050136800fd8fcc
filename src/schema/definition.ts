import { Field, ID, Int, ObjectType } from 'type-graphql'
import { type Definition as Stored } from '../entities/definition.ts'
import { DateTime } from './scalars.ts'
import { UserError } from './user-error.ts'

/** The fields that all saved definitions have. */
@ObjectType()
export abstract class Definition implements Omit<Stored, 'project' | 'kind' | 'content'> {
  @Field(() => ID, { description: 'The id, which never changes.' })
  id: string

  @Field(() => String, { description: 'The name, unique within the project.' })
  name: string

  @Field(() => String, { nullable: true, description: 'A note on the purpose.' })
  description: string | null

  @Field(() => Int, { description: '1 after creation, one more with each update.' })
  version: number

  @Field(() => String, { description: 'The subject (`sub`) of the token that created the definition.' })
  createdBy: string

  @Field(() => DateTime, { description: 'The time of creation.' })
  createdAt: Date

  @Field(() => DateTime, { description: 'The time of the last change.' })
  updatedAt: Date
}

@ObjectType({ description: 'What was deleted.' })
export class DeletePayload {
  @Field(() => ID, { nullable: true, description: 'Its `id`; null when it was not deleted.' })
  deletedId: string | null

  @Field(() => [UserError], { description: 'Why not; empty when it was deleted.' })
  userErrors: UserError[]
}
