import { measuresOf, numbersOf, sameNames, statsOf } from '../numbers.ts'
import { ResponseTimeMeasures, TokenMeasures } from '../performance/call-measures.ts'

/** What can be said of any set of messages. */
export const messageFields = {
  ...sameNames(
    'messages',
    'userMessages',
    'assistantMessages',
    'conversations',
    'messagesPerUser',
    'messagesPerConversation',
    'fallbackRate',
    'positiveFeedback',
    'negativeFeedback',
  ),
  averageResponseTimeMs: 'responseTimeMs',
  p50Ms: 'responseTimeP50Ms',
  p75Ms: 'responseTimeP75Ms',
  p90Ms: 'responseTimeP90Ms',
  p95Ms: 'responseTimeP95Ms',
  p99Ms: 'responseTimeP99Ms',
  ...sameNames('tokens', 'inputTokens', 'cachedTokens', 'cacheWriteTokens', 'audioInputTokens'),
  ...sameNames('outputTokens', 'reasoningTokens', 'audioOutputTokens'),
  ...sameNames('costUsd', 'unpricedCalls', 'lowerBoundCalls', 'callsWithoutUsage'),
} as const

const description = 'Messages by role, with the speed of answers, tokens and cost.'

export const MessageStats = statsOf(
  'Message',
  description,
  numbersOf(
    'Message',
    description,
    measuresOf('Message', description, messageFields, ResponseTimeMeasures, TokenMeasures),
  ),
)
