import { Args, Ctx, Resolver } from 'type-graphql'
import { platformStats } from '../../analytics/overview/platform-stats.ts'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { PlatformStats, platformFields } from '../../schema/overview/platform-stats.ts'
import { StatsArgs } from '../../schema/question-args.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { Selected } from '../decorators/selected.ts'
import { plusFields } from '../question-cost/question.ts'
import { statsCost } from '../question-cost/stats-cost.ts'

@Resolver()
export class PlatformStatsResolver {
  @AdminQuery(() => PlatformStats, {
    description: 'The numbers of the platform, in total and for each bucket: a report by day, week or month.',
    cost: plusFields(statsCost({ fields: platformFields, of: 'events' })),
  })
  stats(
    @Ctx('scope') scope: RequestScope,
    @Selected() selected: Selection,
    @Args(() => StatsArgs) args: StatsArgs,
  ) {
    return platformStats(scope, args, selected)
  }
}
