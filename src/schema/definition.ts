import { Field, ID, Int, ObjectType } from 'type-graphql'
import { type Definition as Stored } from '../entities/definition.ts'
import { DateTime } from './scalars.ts'
import { UserError } from './user-error.ts'

/** What every definition that was saved has, whatever it defines. */
@ObjectType()
export abstract class Definition implements Omit<Stored, 'project' | 'kind' | 'content'> {
  @Field(() => ID, { description: 'Its id, for ever.' })
  id: string

  @Field(() => String, { description: 'Its name, which no other one of the project has.' })
  name: string

  @Field(() => String, { nullable: true, description: 'What it is for.' })
  description: string | null

  @Field(() => Int, { description: '1 when created, one more with each update.' })
  version: number

  @Field(() => String, { description: 'Who saved it first, as their token said.' })
  createdBy: string

  @Field(() => DateTime, { description: 'When it was saved first.' })
  createdAt: Date

  @Field(() => DateTime, { description: 'When it was changed last.' })
  updatedAt: Date
}

@ObjectType({ description: 'What was deleted.' })
export class DeletePayload {
  @Field(() => ID, { nullable: true, description: 'Its `id`; null when it was not deleted.' })
  deletedId: string | null

  @Field(() => [UserError], { description: 'Why not; empty when it was deleted.' })
  userErrors: UserError[]
}
