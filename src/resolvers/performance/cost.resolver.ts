import { Arg, Args, Ctx, Resolver } from 'type-graphql'
import { unpricedModels } from '../../analytics/performance/unpriced-models.ts'
import { type Context } from '../../graphql/context.ts'
import { addModelPrice } from '../../pricing/add-model-price.ts'
import { deleteModelPrice } from '../../pricing/delete-model-price.ts'
import { endModelPrice } from '../../pricing/end-model-price.ts'
import { modelPrices } from '../../pricing/model-prices.ts'
import { notRecomputed, recomputeCosts } from '../../pricing/recompute-costs.ts'
import { DateRangeInput } from '../../schema/date-range-input.ts'
import {
  AddModelPriceInput,
  AddModelPricePayload,
  DeleteModelPriceInput,
  DeleteModelPricePayload,
  EndModelPriceInput,
  EndModelPricePayload,
  ModelPrice,
  ModelPricesArgs,
} from '../../schema/performance/model-price.ts'
import { RecomputeCostsInput, RecomputeCostsPayload } from '../../schema/performance/recompute-costs.ts'
import { UnpricedModels } from '../../schema/performance/unpriced-models.ts'
import { SegmentedArgs } from '../../schema/users/segmented-args.ts'
import { AdminMutation, AdminQuery } from '../decorators/for-admins.ts'
import { type Accepted, WithUserErrors } from '../decorators/with-user-errors.ts'
import { modelPricesCost } from '../question-cost/performance/model-prices-cost.ts'
import { plusFields, type Question } from '../question-cost/question.ts'
import { reading, type ScopeArgs, scopeOf } from '../question-cost/reading.ts'

@Resolver()
export class CostResolver {
  @AdminQuery(() => [ModelPrice], {
    description:
      'What models cost: the prices of the project, at most 5,000, and those that came with Convograph. By ' +
      'provider, model and usage; of these the project’s own first, the newest before older ones.',
    cost: modelPricesCost,
  })
  modelPrices(
    @Ctx() ctx: Context,
    @Args(() => ModelPricesArgs) args: ModelPricesArgs,
  ): Promise<ModelPrice[]> {
    return modelPrices(ctx, args)
  }

  @AdminQuery(() => UnpricedModels, {
    description: 'Models that were used and have no price, so that what they cost is unknown.',
    cost: plusFields(({ args }: Question<ScopeArgs>) => reading('named', scopeOf(args))),
  })
  unpricedModels(
    @Ctx() ctx: Context,
    @Args(() => SegmentedArgs) calendar: SegmentedArgs,
    @Arg('range', () => DateRangeInput, {
      nullable: true,
      description: 'Which calls count. Default: the last 30 days.',
    })
    range?: DateRangeInput | null,
  ): Promise<UnpricedModels> {
    return unpricedModels(ctx, { ...calendar, range })
  }

  @AdminMutation(() => AddModelPricePayload, {
    description:
      'Adds a price of the project. It goes before a default price. Calls that come from now on are priced by it, ' +
      'through another server process within 5 seconds; `recomputeCosts` gives it to earlier ones.',
  })
  @WithUserErrors()
  async addModelPrice(
    @Ctx() ctx: Context,
    @Arg('input', () => AddModelPriceInput, { description: 'The price.' }) input: AddModelPriceInput,
  ): Promise<Accepted<AddModelPricePayload>> {
    return { modelPrice: await addModelPrice(ctx, input) }
  }

  @AdminMutation(() => EndModelPricePayload, {
    description: 'Ends a price of the project. What it cost until then stays known.',
  })
  @WithUserErrors()
  async endModelPrice(
    @Ctx() ctx: Context,
    @Arg('input', () => EndModelPriceInput, { description: 'Which price, and when.' })
    input: EndModelPriceInput,
  ): Promise<Accepted<EndModelPricePayload>> {
    return { modelPrice: await endModelPrice(ctx, input) }
  }

  @AdminMutation(() => DeleteModelPricePayload, {
    description:
      'Deletes a price of the project that was a mistake, as if it had never been. Costs that were computed by it ' +
      'stay until `recomputeCosts`.',
  })
  @WithUserErrors()
  async deleteModelPrice(
    @Ctx() ctx: Context,
    @Arg('input', () => DeleteModelPriceInput, { description: 'Which price.' })
    input: DeleteModelPriceInput,
  ): Promise<Accepted<DeleteModelPricePayload>> {
    return { deletedId: await deleteModelPrice(ctx, input) }
  }

  @AdminMutation(() => RecomputeCostsPayload, {
    description:
      'Says what calls and messages of a range would cost by today’s prices and, with `dryRun: false`, gives them ' +
      'that cost. Costs that were given are never touched. One at a time for each project.',
  })
  @WithUserErrors(({ input }: { input: RecomputeCostsInput }) => notRecomputed(input))
  recomputeCosts(
    @Ctx() ctx: Context,
    @Arg('input', () => RecomputeCostsInput, { description: 'Which calls, and whether to write.' })
    input: RecomputeCostsInput,
  ): Promise<Accepted<RecomputeCostsPayload>> {
    return recomputeCosts(ctx, input)
  }
}
