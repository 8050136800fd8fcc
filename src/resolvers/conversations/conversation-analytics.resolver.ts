import { type GraphQLResolveInfo } from 'graphql'
import { Args, Authorized, Ctx, Info, Query, Resolver } from 'type-graphql'
import { conversationAnalytics } from '../../analytics/conversations/conversation-analytics.ts'
import { type Context } from '../../graphql/context.ts'
import {
  ConversationAnalytics,
  ConversationAnalyticsArgs,
} from '../../schema/conversations/conversation-analytics.ts'
import { conversationsCost } from '../question-cost/conversations/conversations-cost.ts'
import { costBeside } from '../question-cost/question.ts'
import { selectedFields } from '../question-cost/selected-fields.ts'

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
