import { type GraphQLResolveInfo } from 'graphql'
import { Args, Authorized, Ctx, Info, Query, Resolver } from 'type-graphql'
import { platformStats } from '../analytics/platform-stats.ts'
import { type Context } from '../context.ts'
import { PlatformStats } from '../schema/platform-stats.ts'
import { StatsArgs } from '../schema/question-args.ts'
import { selectedFields } from './selected-fields.ts'

@Resolver()
export class PlatformStatsResolver {
  @Authorized('admin')
  @Query(() => PlatformStats, {
    description: 'The platform as a whole, together and in each bucket: a report by day, week or month.',
    complexity: ({ childComplexity }) => 50 + childComplexity,
  })
  stats(@Ctx() ctx: Context, @Info() info: GraphQLResolveInfo, @Args(() => StatsArgs) args: StatsArgs) {
    return platformStats(ctx, args, selectedFields(info))
  }
}
