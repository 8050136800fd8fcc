import { Args, Ctx, Resolver } from 'type-graphql'
import { conversationAnalytics } from '../../analytics/conversations/conversation-analytics.ts'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import {
  ConversationAnalytics,
  ConversationAnalyticsArgs,
} from '../../schema/conversations/conversation-analytics.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { Selected } from '../decorators/selected.ts'
import { conversationsCost } from '../question-cost/conversations/conversations-cost.ts'
import { plusFields, type Question } from '../question-cost/question.ts'

@Resolver()
export class ConversationAnalyticsResolver {
  @AdminQuery(() => ConversationAnalytics, {
    description: 'Conversations: their number, outcome and satisfaction, in total, over time and by topic.',
    cost: plusFields((question: Question<ConversationAnalyticsArgs>) =>
      conversationsCost(question, question.args.groupBy),
    ),
  })
  conversationAnalytics(
    @Ctx('scope') scope: RequestScope,
    @Selected() selected: Selection,
    @Args(() => ConversationAnalyticsArgs) args: ConversationAnalyticsArgs,
  ) {
    return conversationAnalytics(scope, args, selected)
  }
}
