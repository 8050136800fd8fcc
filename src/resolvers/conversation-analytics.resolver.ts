import { type GraphQLResolveInfo } from 'graphql'
import { Args, Authorized, Ctx, Info, Query, Resolver } from 'type-graphql'
import { conversationAnalytics } from '../analytics/conversation-analytics.ts'
import { type Context } from '../context.ts'
import { ConversationAnalytics, ConversationAnalyticsArgs } from '../schema/conversation-analytics.ts'
import { selectedFields } from './selected-fields.ts'

@Resolver()
export class ConversationAnalyticsResolver {
  @Authorized('admin')
  @Query(() => ConversationAnalytics, {
    description:
      'Conversations: how many, how they ended, how satisfied users were; over time, and what they were about.',
    complexity: ({ childComplexity }) => 50 + childComplexity,
  })
  conversationAnalytics(
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
    @Args(() => ConversationAnalyticsArgs) args: ConversationAnalyticsArgs,
  ) {
    return conversationAnalytics(ctx, args, selectedFields(info))
  }
}
