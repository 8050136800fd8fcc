import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { type Definition as Stored } from '../entities/definition.ts'
import { DateTime } from './scalars.ts'

/** The fields that all saved definitions have. */
@ObjectType()
export abstract class Definition implements Omit<Stored, 'project' | 'kind' | 'content'> {
  id: string

  @Field(() => String, { description: 'The name, unique for its kind within the project.' })
  name: string

  @Field(() => String, {
    nullable: true,
    description: 'A note on the purpose, for other administrators; null if there is none.',
  })
  description: string | null

  @Field(() => Int, { description: '1 after creation, one more with each update.' })
  version: number

  @Field(() => String, { description: 'The subject (`sub`) of the token that created the definition.' })
  createdBy: string

  @Field(() => DateTime, { description: 'The instant at which the definition was saved for the first time.' })
  createdAt: Date

  @Field(() => DateTime, { description: 'The instant of the last update, or of creation if there was none.' })
  updatedAt: Date
}

/** The fields of every input that creates a definition. */
@InputType()
export abstract class NewDefinition {
  @Field(() => String, {
    description: 'The name, 1 to 100 characters, unique for its kind within the project.',
  })
  name: string

  @Field(() => String, { nullable: true, description: 'A note on the purpose, up to 1,000 characters.' })
  description?: string | null
}

/** The fields of every input that updates a definition. */
@InputType()
export abstract class DefinitionChanges {
  @Field(() => ID, { description: 'The `id` of the saved definition, as its list shows it.' })
  id: string

  @Field(() => Int, {
    description: 'The `version` that you read. The update is refused if there is a newer version.',
  })
  expectedVersion: number

  @Field(() => String, { nullable: true, description: 'The new name. Default: unchanged.' })
  name?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The new description; null removes it. Default: unchanged.',
  })
  description?: string | null
}

/** The field of every input that deletes a definition. */
@InputType()
export abstract class DefinitionToDelete {
  @Field(() => ID, { description: 'The `id` of the saved definition, as its list shows it.' })
  id: string
}
