import { type GraphQLResolveInfo } from 'graphql'
import { Args, Authorized, Ctx, Info, Query, Resolver } from 'type-graphql'
import { platformStats } from '../../analytics/overview/platform-stats.ts'
import { type Context } from '../../graphql/context.ts'
import { PlatformStats, platformFields } from '../../schema/overview/platform-stats.ts'
import { StatsArgs } from '../../schema/question-args.ts'
import { costBeside } from '../question-cost/question.ts'
import { selectedFields } from '../question-cost/selected-fields.ts'
import { statsCost } from '../question-cost/stats-cost.ts'

@Resolver()
export class PlatformStatsResolver {
  @Authorized('admin')
  @Query(() => PlatformStats, {
    description: 'The platform as a whole, together and in each bucket: a report by day, week or month.',
    complexity: costBeside(statsCost({ fields: platformFields, of: 'facts' })),
  })
  stats(@Ctx() ctx: Context, @Info() info: GraphQLResolveInfo, @Args(() => StatsArgs) args: StatsArgs) {
    return platformStats(ctx, args, selectedFields(info))
  }
}
