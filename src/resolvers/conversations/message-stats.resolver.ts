import { type GraphQLResolveInfo } from 'graphql'
import { Args, Authorized, Ctx, Info, Query, Resolver } from 'type-graphql'
import { messageStats } from '../../analytics/conversations/message-stats.ts'
import { type Context } from '../../graphql/context.ts'
import { MessageStats, messageFields } from '../../schema/conversations/message-stats.ts'
import { StatsArgs } from '../../schema/question-args.ts'
import { costBeside } from '../question-cost/question.ts'
import { selectedFields } from '../question-cost/selected-fields.ts'
import { statsCost } from '../question-cost/stats-cost.ts'

@Resolver()
export class MessageStatsResolver {
  @Authorized('admin')
  @Query(() => MessageStats, {
    description:
      'Messages: how many, of whom, how fast they were answered, fallbacks, feedback, tokens and cost.',
    complexity: costBeside(statsCost({ fields: messageFields, of: 'kind' })),
  })
  messageStats(
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
    @Args(() => StatsArgs) args: StatsArgs,
  ) {
    return messageStats(ctx, args, selectedFields(info))
  }
}
