import { Field, ID, InputType, ObjectType } from 'type-graphql'
import { type ModelAlias as ModelAliasEntity } from '../../entities/model-alias.ts'
import { DateTime } from '../scalars.ts'
import { UserError } from '../user-error.ts'

@ObjectType({
  description:
    'A name that only your project knows, such as that of a deployment on Azure, and the model that it means. Uses under ' +
    'the name cost what the model costs.',
})
export class ModelAlias implements Pick<ModelAliasEntity, 'targetProvider' | 'targetModel' | 'createdAt'> {
  @Field(() => ID, { description: 'The id that refers to the alias, such as `7`.' })
  id: string

  @Field(() => String, {
    nullable: true,
    description: 'The provider that the events name, in lower case, such as `azure`; null for any or none.',
  })
  provider: string | null

  @Field(() => String, {
    description:
      'The model that the events name, such as `prod-chat`, or a prefix with `*`, such as `prod-*`.',
  })
  model: string

  @Field(() => String, { description: 'The provider of the model that is meant, such as `openai`.' })
  targetProvider: string

  @Field(() => String, { description: 'The model that is meant, such as `gpt-4o`.' })
  targetModel: string

  @Field(() => DateTime, {
    description:
      'The instant at which the alias was added. It applies to earlier events too, once `recomputeCosts` ran.',
  })
  createdAt: Date
}

@InputType({ description: 'The alias to add. To change an alias, delete it and add another.' })
export class CreateModelAliasInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Only events that name this provider, such as `azure`. Default: events of any provider or none.',
  })
  provider?: string | null

  @Field(() => String, {
    description:
      'The model that the events name, up to 100 characters, such as `prod-chat`, or a prefix with `*`, such as ' +
      '`prod-*`. The closest alias applies: a whole name before a prefix.',
  })
  model: string

  @Field(() => String, {
    description: 'The provider of the model that is meant, up to 100 characters, such as `openai`.',
  })
  targetProvider: string

  @Field(() => String, {
    description:
      'The model that is meant, up to 100 characters, such as `gpt-4o`, by its usual name. Other aliases do not apply ' +
      'to the name.',
  })
  targetModel: string
}

@ObjectType({ description: 'The alias as stored, or the errors that kept it from being created.' })
export class ModelAliasPayload {
  @Field(() => ModelAlias, { nullable: true, description: 'The new alias; null if the input was refused.' })
  modelAlias: ModelAlias | null

  @Field(() => [UserError], { description: 'The problems with the input; empty if the alias was added.' })
  userErrors: UserError[]
}

@InputType({
  description:
    'The model alias to delete. Costs that were computed with the alias stay until `recomputeCosts`.',
})
export class DeleteModelAliasInput {
  @Field(() => ID, {
    description: 'The `id` of the alias, as `modelAliases` lists it and creating it returned.',
  })
  id: string
}
