import { Arg, Args, Ctx, Resolver } from 'type-graphql'
import { unpricedModels } from '../../analytics/performance/unpriced-models.ts'
import { type Context } from '../../graphql/context.ts'
import { costAdvice } from '../../pricing/advice/cost-advice.ts'
import { createModelPrice } from '../../pricing/create-model-price.ts'
import { deleteModelPrice } from '../../pricing/delete-model-price.ts'
import { endModelPrice } from '../../pricing/end-model-price.ts'
import { modelPrices } from '../../pricing/model-prices.ts'
import { notRecomputed, recomputeCosts } from '../../pricing/recompute/recompute-costs.ts'
import { simulateCost } from '../../pricing/simulate/simulate-cost.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { DeletePayload } from '../../schema/delete-payload.ts'
import { CostAdviceArgs, CostAdviceList } from '../../schema/performance/cost-advice.ts'
import {
  CreateModelPriceInput,
  DeleteModelPriceInput,
  EndModelPriceInput,
  ModelPrice,
  ModelPricePayload,
  ModelPricesArgs,
} from '../../schema/performance/model-price.ts'
import { RecomputeCostsInput, RecomputeCostsPayload } from '../../schema/performance/recompute-costs.ts'
import { CostSimulation, SimulateCostArgs } from '../../schema/performance/simulate-cost.ts'
import { UnpricedModels } from '../../schema/performance/unpriced-models.ts'
import { QuestionArgs } from '../../schema/question-args.ts'
import { AdminMutation, AdminQuery } from '../decorators/for-admins.ts'
import { type Accepted, WithUserErrors } from '../decorators/with-user-errors.ts'
import { modelPricesCost } from '../question-cost/performance/model-prices-cost.ts'
import { costAdviceCost, simulationCost } from '../question-cost/performance/simulation-cost.ts'
import { plusFields, type Question } from '../question-cost/question.ts'
import { reading, type ScopeArgs, scopeOf } from '../question-cost/reading.ts'

@Resolver()
export class CostResolver {
  @AdminQuery(() => [ModelPrice], {
    description:
      'The prices of models: those of the project, at most 5,000, and the default prices of Convograph. Sorted by ' +
      'provider, model and usage; the prices of the project come before the default ones, the newest first.',
    cost: modelPricesCost,
  })
  modelPrices(
    @Ctx('scope') scope: RequestScope,
    @Args(() => ModelPricesArgs) args: ModelPricesArgs,
  ): Promise<ModelPrice[]> {
    return modelPrices(scope, args)
  }

  @AdminQuery(() => UnpricedModels, {
    description:
      'Models with calls of unknown cost: the model has no price for the tokens, or the calls reported none.',
    cost: plusFields(({ args }: Question<ScopeArgs>) => reading('named', scopeOf(args))),
  })
  unpricedModels(
    @Ctx('scope') scope: RequestScope,
    @Args(() => QuestionArgs) args: QuestionArgs,
  ): Promise<UnpricedModels> {
    return unpricedModels(scope, args)
  }

  @AdminQuery(() => CostSimulation, {
    description:
      'The real calls and messages of a range with the prices of other models: the cost as it was, the cost it would be, ' +
      'and the saving, by model and by bot. Calls that cannot be compared are counted, and so are all assumptions.',
    cost: plusFields(({ args }: Question<ScopeArgs>) => simulationCost(args)),
  })
  simulateCost(
    @Ctx('scope') scope: RequestScope,
    @Args(() => SimulateCostArgs) args: SimulateCostArgs,
  ): Promise<CostSimulation> {
    return simulateCost(scope, args)
  }

  @AdminQuery(() => CostAdviceList, {
    description:
      'Advice about the costs of a range: models without a price, cheaper models for short answers, long prompts outside of ' +
      'the cache, failed calls and expensive conversations, each with its saving in US dollars and its assumption.',
    cost: costAdviceCost,
  })
  costAdvice(
    @Ctx('scope') scope: RequestScope,
    @Args(() => CostAdviceArgs) args: CostAdviceArgs,
  ): Promise<CostAdviceList> {
    return costAdvice(scope, args)
  }

  @AdminMutation(() => ModelPricePayload, {
    formerly: 'addModelPrice',
    description:
      'Adds a price of the project, which replaces a default price. It applies to new calls, in other server processes ' +
      'within 5 seconds; `recomputeCosts` applies it to earlier calls.',
  })
  @WithUserErrors()
  async createModelPrice(
    @Ctx() { scope, services }: Context,
    @Arg('input', () => CreateModelPriceInput, {
      description: 'The model, the kind of token, the price per million tokens and its validity.',
    })
    input: CreateModelPriceInput,
  ): Promise<Accepted<ModelPricePayload>> {
    return { modelPrice: await createModelPrice(scope, services.prices, input) }
  }

  @AdminMutation(() => ModelPricePayload, {
    description: 'Ends a price of the project. The price still holds for calls before the end.',
  })
  @WithUserErrors()
  async endModelPrice(
    @Ctx() { scope, services }: Context,
    @Arg('input', () => EndModelPriceInput, {
      description: 'The `id` of the price, and the instant from which it no longer applies.',
    })
    input: EndModelPriceInput,
  ): Promise<Accepted<ModelPricePayload>> {
    return { modelPrice: await endModelPrice(scope, services.prices, input) }
  }

  @AdminMutation(() => DeletePayload, {
    description:
      'Deletes a wrong price of the project, for calls at any time. Costs that were computed with it stay until ' +
      '`recomputeCosts`.',
  })
  @WithUserErrors()
  async deleteModelPrice(
    @Ctx() { scope, services }: Context,
    @Arg('input', () => DeleteModelPriceInput, {
      description: 'The `id` of a mistaken price. To change a price, end it instead.',
    })
    input: DeleteModelPriceInput,
  ): Promise<Accepted<DeletePayload>> {
    return { deletedId: await deleteModelPrice(scope, services.prices, input) }
  }

  @AdminMutation(() => RecomputeCostsPayload, {
    description:
      'Computes the cost of calls and messages in a range by today’s prices; with `dryRun: false` it stores the new ' +
      'costs. Costs that you sent are never changed. A project runs one recomputation at a time.',
  })
  @WithUserErrors(({ input }: { input: RecomputeCostsInput }) => notRecomputed(input))
  recomputeCosts(
    @Ctx() { scope, services }: Context,
    @Arg('input', () => RecomputeCostsInput, { description: 'The calls, and whether to store their costs.' })
    input: RecomputeCostsInput,
  ): Promise<Accepted<RecomputeCostsPayload>> {
    return recomputeCosts(scope, id => services.projector.corrected(id), input)
  }
}
