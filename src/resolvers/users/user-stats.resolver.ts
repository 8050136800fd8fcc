import { Args, Ctx, Resolver } from 'type-graphql'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { topUsers } from '../../analytics/users/top-users.ts'
import { activeUsers, totalUsers } from '../../analytics/users/user-count.ts'
import { userStats } from '../../analytics/users/user-stats.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { ComparedArgs, StatsArgs } from '../../schema/question-args.ts'
import { TopUsers, TopUsersArgs } from '../../schema/users/top-users.ts'
import { UserCount } from '../../schema/users/user-count.ts'
import { UserStats, userFields } from '../../schema/users/user-stats.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { Selected } from '../decorators/selected.ts'
import { groupsCost } from '../question-cost/groups-cost.ts'
import { plusFields } from '../question-cost/question.ts'
import { statsCost } from '../question-cost/stats-cost.ts'
import { userCountCost } from '../question-cost/users/user-count-cost.ts'

@Resolver()
export class UserStatsResolver {
  @AdminQuery(() => UserStats, {
    description: 'Users over a range: active and new ones, logins, registrations, sessions and their length.',
    cost: plusFields(statsCost({ fields: userFields, of: 'events' })),
  })
  userStats(
    @Ctx('scope') scope: RequestScope,
    @Selected() selected: Selection,
    @Args(() => StatsArgs) args: StatsArgs,
  ) {
    return userStats(scope, args, selected)
  }

  @AdminQuery(() => UserCount, {
    description: 'The number of active users. Default range: today.',
    cost: plusFields(userCountCost('activeUsers')),
  })
  activeUsers(
    @Ctx('scope') scope: RequestScope,
    @Selected() selected: Selection,
    @Args(() => ComparedArgs) args: ComparedArgs,
  ) {
    return activeUsers(scope, args, selected)
  }

  @AdminQuery(() => UserCount, {
    description: 'The number of known users, now or at the end of a range.',
    cost: plusFields(userCountCost('totalUsers')),
  })
  totalUsers(
    @Ctx('scope') scope: RequestScope,
    @Selected() selected: Selection,
    @Args(() => ComparedArgs) args: ComparedArgs,
  ) {
    return totalUsers(scope, args, selected)
  }

  @AdminQuery(() => TopUsers, {
    description: 'The most active users, by activity, messages, conversations, tokens or cost.',
    cost: groupsCost('ranked'),
  })
  topUsers(
    @Ctx('scope') scope: RequestScope,
    @Selected() selected: Selection,
    @Args(() => TopUsersArgs) args: TopUsersArgs,
  ) {
    return topUsers(scope, args, selected)
  }
}
