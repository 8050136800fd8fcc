import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import {
  type ConversationAnswer,
  conversationAnalytics,
} from '../../analytics/conversations/conversation-analytics.ts'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import {
  ConversationAnalytics,
  ConversationAnalyticsArgs,
  ConversationNumbers,
} from '../../schema/conversations/conversation-analytics.ts'
import { DurationBucket, DurationHistogramArgs } from '../../schema/histogram.ts'
import { AdminQuery } from '../decorators/for-admins.ts'
import { Selected } from '../decorators/selected.ts'
import { conversationsCost } from '../question-cost/conversations/conversations-cost.ts'
import { histogramCost } from '../question-cost/histogram-cost.ts'
import { complexityOf, plusFields } from '../question-cost/question.ts'

@Resolver(() => ConversationAnalytics)
export class ConversationAnalyticsResolver {
  @AdminQuery(() => ConversationAnalytics, {
    description: 'Conversations: their number, outcome and satisfaction, in total, over time and by topic.',
    cost: plusFields(conversationsCost),
  })
  conversationAnalytics(
    @Ctx('scope') scope: RequestScope,
    @Selected() selected: Selection,
    @Args(() => ConversationAnalyticsArgs) args: ConversationAnalyticsArgs,
  ) {
    return conversationAnalytics(scope, args, selected)
  }

  @FieldResolver(() => [DurationBucket], {
    description:
      'The ended conversations of the range by their duration in seconds, the shortest first: a histogram.',
    complexity: complexityOf(histogramCost),
  })
  durationHistogram(
    @Root() root: ConversationAnswer,
    @Args(() => DurationHistogramArgs) args: DurationHistogramArgs,
  ): Promise<DurationBucket[]> {
    return root.durationsIn(args)
  }

  @FieldResolver(() => ConversationNumbers, {
    description: 'The numbers of the whole range, which the answer has as fields of its own.',
    deprecationReason: 'Use the fields beside it, such as `conversations`.',
  })
  summary(@Root() root: ConversationAnswer): ConversationAnswer {
    return root
  }
}
