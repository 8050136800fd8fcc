import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { connectionOf } from '../connection.ts'
import { Definition } from '../definition.ts'
import { JsonObject } from '../scalars.ts'
import { UserError } from '../user-error.ts'
import { CohortsInput } from './cohorts-input.ts'

@ObjectType({ description: 'A question about cohorts that was saved: `cohorts(id)` asks it.' })
export class CohortDefinition extends Definition {
  @Field(() => JsonObject, {
    name: 'input',
    description: 'The input as it was saved, such as `{"interval": "MONTH"}`.',
  })
  content: object
}

export const CohortDefinitionConnection = connectionOf(CohortDefinition, {
  article: 'A',
  one: 'question about cohorts',
  many: 'saved questions about cohorts',
})

@InputType({ description: 'A question about cohorts to save.' })
export class SaveCohortsInput {
  @Field(() => String, { description: 'A name that no other one has, up to 100 characters.' })
  name: string

  @Field(() => String, { nullable: true, description: 'What it is for, up to 1,000 characters.' })
  description?: string | null

  @Field(() => CohortsInput, { description: 'The question; a relative range stays relative.' })
  cohorts: CohortsInput
}

@InputType({ description: 'What to change in a saved question about cohorts.' })
export class UpdateCohortsInput {
  @Field(() => ID, { description: 'Its `id`.' })
  id: string

  @Field(() => Int, {
    description: 'The `version` that you have seen: it is refused when there is a newer one.',
  })
  expectedVersion: number

  @Field(() => String, { nullable: true, description: 'Another name. Default: as it is.' })
  name?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Another description; null takes it away. Default: as it is.',
  })
  description?: string | null

  @Field(() => CohortsInput, { nullable: true, description: 'Another question. Default: as it is.' })
  cohorts?: CohortsInput | null
}

@InputType({ description: 'Which saved question about cohorts to delete.' })
export class DeleteCohortsInput {
  @Field(() => ID, { description: 'Its `id`.' })
  id: string
}

@ObjectType({ description: 'The question about cohorts that was saved.' })
export class SaveCohortsPayload {
  @Field(() => CohortDefinition, { nullable: true, description: 'Null when the input was refused.' })
  cohorts: CohortDefinition | null

  @Field(() => [UserError], { description: 'What to change in the input; empty when it was saved.' })
  userErrors: UserError[]
}
