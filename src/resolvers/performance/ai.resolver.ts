import { type GraphQLResolveInfo } from 'graphql'
import { Args, Authorized, Ctx, Info, Query, Resolver } from 'type-graphql'
import { aiModels } from '../../analytics/performance/ai-models.ts'
import { aiStats } from '../../analytics/performance/ai-stats.ts'
import { aiUsage } from '../../analytics/performance/ai-usage.ts'
import { type Context } from '../../graphql/context.ts'
import { AiModels, AiStats, AiUsage, AiUsageArgs, aiFields } from '../../schema/performance/ai.ts'
import { BreakdownArgs, StatsArgs } from '../../schema/question-args.ts'
import { groupsCost } from '../question-cost/groups-cost.ts'
import { costBeside, costBy } from '../question-cost/question.ts'
import { selectedFields } from '../question-cost/selected-fields.ts'
import { statsCost } from '../question-cost/stats-cost.ts'

@Resolver()
export class AiResolver {
  @Authorized('admin')
  @Query(() => AiStats, {
    description:
      'Requests to language models: calls, errors, latency, tokens and cost, together and over time.',
    complexity: costBeside(statsCost({ fields: aiFields, of: 'kind' })),
  })
  aiStats(@Ctx() ctx: Context, @Info() info: GraphQLResolveInfo, @Args(() => StatsArgs) args: StatsArgs) {
    return aiStats(ctx, args, selectedFields(info))
  }

  @Authorized('admin')
  @Query(() => AiModels, {
    description:
      'Each language model: calls, errors, latency percentiles, tokens, cost, and its share of the calls.',
    complexity: costBy(groupsCost('kind')),
  })
  aiModels(
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
    @Args(() => BreakdownArgs) args: BreakdownArgs,
  ) {
    return aiModels(ctx, args, selectedFields(info))
  }

  @Authorized('admin')
  @Query(() => AiUsage, {
    description: 'Who or what uses language models, and how much: by user, model, call type or bot.',
    complexity: costBy(groupsCost('kind')),
  })
  aiUsage(@Ctx() ctx: Context, @Info() info: GraphQLResolveInfo, @Args(() => AiUsageArgs) args: AiUsageArgs) {
    return aiUsage(ctx, args, selectedFields(info))
  }
}
