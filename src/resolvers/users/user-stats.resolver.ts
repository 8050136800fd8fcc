import { type GraphQLResolveInfo } from 'graphql'
import { Args, Authorized, Ctx, Info, Query, Resolver } from 'type-graphql'
import { topUsers } from '../../analytics/users/top-users.ts'
import { activeUsers, totalUsers } from '../../analytics/users/user-count.ts'
import { userStats } from '../../analytics/users/user-stats.ts'
import { type Context } from '../../graphql/context.ts'
import { ComparedArgs, StatsArgs } from '../../schema/question-args.ts'
import { TopUsers, TopUsersArgs } from '../../schema/users/top-users.ts'
import { UserCount } from '../../schema/users/user-count.ts'
import { UserStats, userFields } from '../../schema/users/user-stats.ts'
import { groupsCost } from '../question-cost/groups-cost.ts'
import { costBeside, costBy } from '../question-cost/question.ts'
import { selectedFields } from '../question-cost/selected-fields.ts'
import { statsCost } from '../question-cost/stats-cost.ts'
import { userCountCost } from '../question-cost/users/user-count-cost.ts'

@Resolver()
export class UserStatsResolver {
  @Authorized('admin')
  @Query(() => UserStats, {
    description: 'Users over a range: active and new ones, logins, registrations, sessions and their length.',
    complexity: costBeside(statsCost({ fields: userFields, of: 'facts' })),
  })
  userStats(@Ctx() ctx: Context, @Info() info: GraphQLResolveInfo, @Args(() => StatsArgs) args: StatsArgs) {
    return userStats(ctx, args, selectedFields(info))
  }

  @Authorized('admin')
  @Query(() => UserCount, {
    description: 'How many users were active: today, unless a range is given.',
    complexity: costBeside(userCountCost('activeUsers')),
  })
  activeUsers(
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
    @Args(() => ComparedArgs) args: ComparedArgs,
  ) {
    return activeUsers(ctx, args, selectedFields(info))
  }

  @Authorized('admin')
  @Query(() => UserCount, {
    description: 'How many users are known: now, unless a range is given; then at its end.',
    complexity: costBeside(userCountCost('totalUsers')),
  })
  totalUsers(
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
    @Args(() => ComparedArgs) args: ComparedArgs,
  ) {
    return totalUsers(ctx, args, selectedFields(info))
  }

  @Authorized('admin')
  @Query(() => TopUsers, {
    description: 'Who does most: by activity, messages, conversations, tokens or cost.',
    complexity: costBy(groupsCost('ranked')),
  })
  topUsers(
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
    @Args(() => TopUsersArgs) args: TopUsersArgs,
  ) {
    return topUsers(ctx, args, selectedFields(info))
  }
}
