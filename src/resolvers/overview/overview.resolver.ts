import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql'
import { conversationAnalytics } from '../../analytics/conversations/conversation-analytics.ts'
import { messageStats } from '../../analytics/conversations/message-stats.ts'
import { platformStats } from '../../analytics/overview/platform-stats.ts'
import { summary } from '../../analytics/overview/summary.ts'
import { aiModels } from '../../analytics/performance/ai-models.ts'
import { aiStats } from '../../analytics/performance/ai-stats.ts'
import { apiUsage } from '../../analytics/performance/api-usage.ts'
import { performance } from '../../analytics/performance/performance.ts'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { defaultRange } from '../../analytics/query/range.ts'
import { audience } from '../../analytics/users/audience.ts'
import { engagement } from '../../analytics/users/engagement.ts'
import { topUsers } from '../../analytics/users/top-users.ts'
import { userStats } from '../../analytics/users/user-stats.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { ConversationAnalytics } from '../../schema/conversations/conversation-analytics.ts'
import { MessageStats } from '../../schema/conversations/message-stats.ts'
import { Overview } from '../../schema/overview/overview.ts'
import { PlatformStats } from '../../schema/overview/platform-stats.ts'
import { Summary } from '../../schema/overview/summary.ts'
import { AiModels, AiStats } from '../../schema/performance/ai.ts'
import { ApiUsage } from '../../schema/performance/api.ts'
import { Performance } from '../../schema/performance/performance.ts'
import { StatsArgs } from '../../schema/question-args.ts'
import { Audience, BreakdownInput } from '../../schema/users/audience.ts'
import { Engagement } from '../../schema/users/engagement.ts'
import { TopUsers, TopUsersBy } from '../../schema/users/top-users.ts'
import { UserStats } from '../../schema/users/user-stats.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { Selected } from '../decorators/selected.ts'
import { overviewCost } from '../question-cost/overview/overview-cost.ts'
import { complexityOf, plusFields } from '../question-cost/question.ts'
import { rowsCost } from '../question-cost/rows-cost.ts'

const part = (description: string) => ({
  nullable: true,
  description,
})

const list = (description: string) => ({ ...part(description), complexity: complexityOf(rowsCost) })

const firstOf = (most: string) => ({
  defaultValue: 10,
  description: `The number of rows, 1 to 1,000, ${most} first.`,
})

@Resolver(() => Overview)
export class OverviewResolver {
  @AdminQuery(() => Overview, {
    description: 'All data of a dashboard in one request. Default range: the last 30 days.',
    cost: plusFields(overviewCost),
  })
  overview(@Args(() => StatsArgs) args: StatsArgs): Overview {
    return { args }
  }

  @FieldResolver(() => Summary, part('The platform in a few numbers.'))
  summary(@Ctx('scope') scope: RequestScope, @Selected() selected: Selection, @Root() { args }: Overview) {
    return summary(scope, { ...args, range: args.range ?? defaultRange }, selected)
  }

  @FieldResolver(
    () => PlatformStats,
    part('The numbers of the platform, in total and for each bucket of `interval`.'),
  )
  stats(@Ctx('scope') scope: RequestScope, @Selected() selected: Selection, @Root() { args }: Overview) {
    return platformStats(scope, args, selected)
  }

  @FieldResolver(() => UserStats, part('Users, logins, registrations and sessions.'))
  users(@Ctx('scope') scope: RequestScope, @Selected() selected: Selection, @Root() { args }: Overview) {
    return userStats(scope, args, selected)
  }

  @FieldResolver(() => TopUsers, list('The users who rank highest, by the metric of `by`.'))
  topUsers(
    @Ctx('scope') scope: RequestScope,
    @Selected() selected: Selection,
    @Root() { args }: Overview,
    @Arg('by', () => TopUsersBy, {
      defaultValue: TopUsersBy.ACTIVITY,
      description: 'The number that decides the rank, such as `COST`.',
    })
    by: TopUsersBy,
    @Arg('first', () => Int, firstOf('the user with the highest number')) first: number,
  ) {
    return topUsers(scope, { ...args, by, first }, selected)
  }

  @FieldResolver(
    () => ConversationAnalytics,
    part('Conversations over time and by topic. A conversation counts if one of its events passes `filter`.'),
  )
  conversations(
    @Ctx('scope') scope: RequestScope,
    @Selected() selected: Selection,
    @Root() { args }: Overview,
  ) {
    return conversationAnalytics(scope, args, selected)
  }

  @FieldResolver(
    () => MessageStats,
    part('Messages in the range: their number by role, response times, tokens and cost.'),
  )
  messages(@Ctx('scope') scope: RequestScope, @Selected() selected: Selection, @Root() { args }: Overview) {
    return messageStats(scope, args, selected)
  }

  @FieldResolver(() => AiStats, part('Requests to language models.'))
  ai(@Ctx('scope') scope: RequestScope, @Selected() selected: Selection, @Root() { args }: Overview) {
    return aiStats(scope, args, selected)
  }

  @FieldResolver(() => AiModels, list('One row for each language model, the ones with the most calls first.'))
  aiModels(
    @Ctx('scope') scope: RequestScope,
    @Selected() selected: Selection,
    @Root() { args }: Overview,
    @Arg('first', () => Int, firstOf('the one with the most calls')) first: number,
  ) {
    return aiModels(scope, { ...args, first }, selected)
  }

  @FieldResolver(() => ApiUsage, list('Requests to the platform’s endpoints.'))
  api(
    @Ctx('scope') scope: RequestScope,
    @Selected() selected: Selection,
    @Root() { args }: Overview,
    @Arg('first', () => Int, firstOf('the busiest endpoint')) first: number,
  ) {
    return apiUsage(scope, { ...args, first }, selected)
  }

  @FieldResolver(
    () => Performance,
    part('The latency, errors and throughput of the platform and of its models.'),
  )
  performance(@Ctx('scope') scope: RequestScope, @Root() { args }: Overview) {
    return performance(scope, args)
  }

  @FieldResolver(() => Engagement, part('How often users come back.'))
  engagement(@Ctx('scope') scope: RequestScope, @Selected() selected: Selection, @Root() { args }: Overview) {
    return engagement(scope, args, selected)
  }

  @FieldResolver(() => Audience, list('Active users by a dimension, a property or a trait.'))
  audience(
    @Ctx('scope') scope: RequestScope,
    @Selected() selected: Selection,
    @Root() { args }: Overview,
    @Arg('by', () => BreakdownInput, { description: 'The dimension, property or trait to group users by.' })
    by: BreakdownInput,
    @Arg('first', () => Int, firstOf('the one with the most users')) first: number,
  ) {
    return audience(scope, { ...args, by, first }, selected)
  }
}
