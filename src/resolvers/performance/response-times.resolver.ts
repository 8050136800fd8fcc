import { Args, type ClassType, FieldResolver, Resolver, Root } from 'type-graphql'
import { type WithResponseTimes } from '../../analytics/query/measure/response-times.ts'
import { ConversationAnalytics } from '../../schema/conversations/conversation-analytics.ts'
import { MessageStats } from '../../schema/conversations/message-stats.ts'
import { ResponseTimeBucket, ResponseTimeHistogramArgs } from '../../schema/histogram.ts'
import { AiStats } from '../../schema/performance/ai.ts'
import { ApiStats } from '../../schema/performance/api.ts'
import { histogramCost } from '../question-cost/histogram-cost.ts'
import { complexityOf } from '../question-cost/question.ts'

/** The response times of calls or messages, which several types have in the same form. */
function responseTimesOf(type: ClassType<object>, things: string) {
  @Resolver(() => type)
  class ResponseTimesResolver {
    @FieldResolver(() => [ResponseTimeBucket], {
      description: `The ${things} of the range by their response time in milliseconds, the fastest first: a histogram.`,
      complexity: complexityOf(histogramCost),
    })
    responseTimeHistogram(
      @Root() root: WithResponseTimes,
      @Args(() => ResponseTimeHistogramArgs) args: ResponseTimeHistogramArgs,
    ): Promise<ResponseTimeBucket[]> {
      return root.responseTimesIn(args)
    }
  }
  return ResponseTimesResolver
}

export const responseTimesResolvers = [
  responseTimesOf(AiStats, 'AI calls'),
  responseTimesOf(ApiStats, 'API calls'),
  responseTimesOf(MessageStats, 'messages'),
  responseTimesOf(ConversationAnalytics, 'messages'),
]
