import { numbersOf, statsOf } from '../numbers.ts'

/** What can be said of any set of messages. */
export const messageFields = {
  messages: 'messages',
  userMessages: 'userMessages',
  assistantMessages: 'assistantMessages',
  conversations: 'conversations',
  messagesPerUser: 'messagesPerUser',
  fallbackRate: 'fallbackRate',
  positiveFeedback: 'positiveFeedback',
  negativeFeedback: 'negativeFeedback',
  averageResponseTimeMs: 'responseTimeMs',
  p50Ms: 'responseTimeP50Ms',
  p75Ms: 'responseTimeP75Ms',
  p90Ms: 'responseTimeP90Ms',
  p95Ms: 'responseTimeP95Ms',
  p99Ms: 'responseTimeP99Ms',
  tokens: 'tokens',
  inputTokens: 'inputTokens',
  cachedTokens: 'cachedTokens',
  outputTokens: 'outputTokens',
  costUsd: 'costUsd',
  unpricedCalls: 'unpricedCalls',
} as const

const description = 'Messages of conversations.'

export const MessageStats = statsOf(
  'Message',
  description,
  numbersOf('MessageNumbers', description, messageFields),
)
