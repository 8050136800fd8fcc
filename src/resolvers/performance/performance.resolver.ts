import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Authorized, Ctx, FieldResolver, Info, Int, Query, Resolver, Root } from 'type-graphql'
import { performance } from '../../analytics/performance/performance.ts'
import { type Context } from '../../graphql/context.ts'
import { AiModel, AiStats } from '../../schema/performance/ai.ts'
import { ApiStats, EndpointUsage } from '../../schema/performance/api.ts'
import { Performance } from '../../schema/performance/performance.ts'
import { StatsArgs } from '../../schema/question-args.ts'
import { performanceCost } from '../question-cost/performance/performance-cost.ts'
import { costBeside } from '../question-cost/question.ts'
import { rowsCost } from '../question-cost/rows-cost.ts'
import { selectedFields } from '../question-cost/selected-fields.ts'

type Parts = Awaited<ReturnType<typeof performance>>

const list = (description: string) => ({ description, complexity: rowsCost })

const firstOf = (most: string) => ({ defaultValue: 50, description: `How many, 1 to 1,000, ${most} first.` })

@Resolver(() => Performance)
export class PerformanceResolver {
  @Authorized('admin')
  @Query(() => Performance, {
    description:
      'How fast and how reliably the platform answers, and the models behind it: latency, errors and throughput.',
    complexity: costBeside(performanceCost),
  })
  performance(@Ctx() ctx: Context, @Args(() => StatsArgs) args: StatsArgs): Promise<Performance> {
    return performance(ctx, args)
  }

  @FieldResolver(() => ApiStats, { description: 'Requests to HTTP endpoints of the platform.' })
  api(@Info() info: GraphQLResolveInfo, @Root() root: Parts) {
    return root.api(selectedFields(info))
  }

  @FieldResolver(() => AiStats, { description: 'Requests to language models.' })
  ai(@Info() info: GraphQLResolveInfo, @Root() root: Parts) {
    return root.ai(selectedFields(info))
  }

  @FieldResolver(() => [EndpointUsage], list('Each endpoint and method, the busiest first.'))
  endpoints(
    @Info() info: GraphQLResolveInfo,
    @Root() root: Parts,
    @Arg('first', () => Int, firstOf('the busiest')) first: number,
  ) {
    return root.endpoints(first, selectedFields(info))
  }

  @FieldResolver(() => [AiModel], list('Each model, the one with the most calls first.'))
  models(
    @Info() info: GraphQLResolveInfo,
    @Root() root: Parts,
    @Arg('first', () => Int, firstOf('the one with the most calls')) first: number,
  ) {
    return root.models(first, selectedFields(info))
  }
}
