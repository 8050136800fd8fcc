import { type GraphQLResolveInfo } from 'graphql'
import { Args, Authorized, Ctx, Info, Query, Resolver } from 'type-graphql'
import { topUsers } from '../analytics/top-users.ts'
import { activeUsers, totalUsers } from '../analytics/user-count.ts'
import { userStats } from '../analytics/user-stats.ts'
import { type Context } from '../context.ts'
import { ComparedArgs, StatsArgs } from '../schema/question-args.ts'
import { TopUsers, TopUsersArgs } from '../schema/top-users.ts'
import { UserCount } from '../schema/user-count.ts'
import { UserStats } from '../schema/user-stats.ts'
import { selectedFields } from './selected-fields.ts'

@Resolver()
export class UserStatsResolver {
  @Authorized('admin')
  @Query(() => UserStats, {
    description: 'Users over a range: active and new ones, logins, registrations, sessions and their length.',
    complexity: ({ childComplexity }) => 50 + childComplexity,
  })
  userStats(@Ctx() ctx: Context, @Info() info: GraphQLResolveInfo, @Args(() => StatsArgs) args: StatsArgs) {
    return userStats(ctx, args, selectedFields(info))
  }

  @Authorized('admin')
  @Query(() => UserCount, {
    description: 'How many users were active: today, unless a range is given.',
    complexity: ({ childComplexity }) => 50 + childComplexity,
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
    complexity: ({ childComplexity }) => 50 + childComplexity,
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
    complexity: ({ args, childComplexity }) =>
      50 + Math.min(Math.max(args.first, 1), 1_000) * childComplexity,
  })
  topUsers(
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
    @Args(() => TopUsersArgs) args: TopUsersArgs,
  ) {
    return topUsers(ctx, args, selectedFields(info))
  }
}
