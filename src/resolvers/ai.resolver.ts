import { type GraphQLResolveInfo } from 'graphql'
import { Args, Authorized, Ctx, Info, Query, Resolver } from 'type-graphql'
import { aiModels } from '../analytics/ai-models.ts'
import { aiStats } from '../analytics/ai-stats.ts'
import { aiUsage } from '../analytics/ai-usage.ts'
import { type Context } from '../context.ts'
import { AiModels, AiStats, AiUsage, AiUsageArgs } from '../schema/ai.ts'
import { BreakdownArgs, StatsArgs } from '../schema/question-args.ts'
import { selectedFields } from './selected-fields.ts'

@Resolver()
export class AiResolver {
  @Authorized('admin')
  @Query(() => AiStats, {
    description:
      'Requests to language models: calls, errors, latency, tokens and cost, together and over time.',
    complexity: ({ childComplexity }) => 50 + childComplexity,
  })
  aiStats(@Ctx() ctx: Context, @Info() info: GraphQLResolveInfo, @Args(() => StatsArgs) args: StatsArgs) {
    return aiStats(ctx, args, selectedFields(info))
  }

  @Authorized('admin')
  @Query(() => AiModels, {
    description:
      'Each language model: calls, errors, latency percentiles, tokens, cost, and its share of the calls.',
    complexity: ({ childComplexity }) => 50 + childComplexity,
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
    complexity: ({ childComplexity }) => 50 + childComplexity,
  })
  aiUsage(@Ctx() ctx: Context, @Info() info: GraphQLResolveInfo, @Args(() => AiUsageArgs) args: AiUsageArgs) {
    return aiUsage(ctx, args, selectedFields(info))
  }
}
