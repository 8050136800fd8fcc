import { type GraphQLResolveInfo } from 'graphql'
import { Args, Authorized, Ctx, Info, Query, Resolver } from 'type-graphql'
import { conversationAnalytics } from '../analytics/conversation-analytics.ts'
import { type Context } from '../context.ts'
import { ConversationAnalytics, ConversationAnalyticsArgs } from '../schema/conversation-analytics.ts'
import { conversationsCost } from './question-cost/conversations-cost.ts'
import { costBeside } from './question-cost/question.ts'
import { selectedFields } from './selected-fields.ts'

@Resolver()
export class ConversationAnalyticsResolver {
  @Authorized('admin')
  @Query(() => ConversationAnalytics, {
    description:
      'Conversations: how many, how they ended, how satisfied users were; over time, and what they were about.',
    complexity: costBeside<ConversationAnalyticsArgs>(question =>
      conversationsCost(question, question.args.groupBy),
    ),
  })
  conversationAnalytics(
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
    @Args(() => ConversationAnalyticsArgs) args: ConversationAnalyticsArgs,
  ) {
    return conversationAnalytics(ctx, args, selectedFields(info))
  }
}
