import { Arg, Ctx, Resolver } from 'type-graphql'
import { type Context } from '../../graphql/context.ts'
import { createModelAlias } from '../../pricing/create-model-alias.ts'
import { deleteModelAlias } from '../../pricing/delete-model-alias.ts'
import { modelAliases } from '../../pricing/model-aliases.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { DeletePayload } from '../../schema/delete-payload.ts'
import {
  CreateModelAliasInput,
  DeleteModelAliasInput,
  ModelAlias,
  ModelAliasPayload,
} from '../../schema/performance/model-alias.ts'
import { AdminMutation, AdminQuery } from '../decorators/for-admins.ts'
import { type Accepted, WithUserErrors } from '../decorators/with-user-errors.ts'
import { modelAliasesCost } from '../question-cost/performance/model-aliases-cost.ts'

@Resolver()
export class ModelAliasResolver {
  @AdminQuery(() => [ModelAlias], {
    description:
      'The names that the project gave to models, at most 1,000, sorted by provider and model. Usual names, such as ' +
      '`us.anthropic.claude-sonnet-4-5-20250929-v1:0` or `openai/gpt-4o`, need no alias.',
    cost: modelAliasesCost,
  })
  modelAliases(@Ctx('scope') scope: RequestScope): Promise<ModelAlias[]> {
    return modelAliases(scope)
  }

  @AdminMutation(() => ModelAliasPayload, {
    formerly: 'addModelAlias',
    description:
      'Adds a name of a model, such as that of a deployment. The name applies to new calls, in other server processes ' +
      'within 5 seconds; `recomputeCosts` applies it to earlier calls.',
  })
  @WithUserErrors()
  async createModelAlias(
    @Ctx() { scope, services }: Context,
    @Arg('input', () => CreateModelAliasInput, {
      description: 'The name that events use, and the provider and model that it stands for.',
    })
    input: CreateModelAliasInput,
  ): Promise<Accepted<ModelAliasPayload>> {
    return { modelAlias: await createModelAlias(scope, services.prices, input) }
  }

  @AdminMutation(() => DeletePayload, {
    description:
      'Deletes a name of a model. Costs that were computed with the name stay until `recomputeCosts`.',
  })
  @WithUserErrors()
  async deleteModelAlias(
    @Ctx() { scope, services }: Context,
    @Arg('input', () => DeleteModelAliasInput, {
      description: 'The `id` of the alias; the model is then named by its own name again.',
    })
    input: DeleteModelAliasInput,
  ): Promise<Accepted<DeletePayload>> {
    return { deletedId: await deleteModelAlias(scope, services.prices, input) }
  }
}
