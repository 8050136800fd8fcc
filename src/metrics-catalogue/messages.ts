import { countOf, durationPercentiles, meanOf, perUserOf, shareOf } from './event-aggregates.ts'
import { type MetricRecords } from './metric.ts'
import { adds, distinct } from './metric-parts.ts'

const isMessage = `kind = 'message'`
const conversationsOfMessages = `uniqExactIf(cityHash64(conversation_id), ${isMessage})`
const isAnswer = `${isMessage} and role = 'ASSISTANT'`

/** Messages of conversations. */
export const messageMetrics = {
  messages: {
    unit: 'COUNT',
    isUpGood: true,
    description:
      'Messages of every role: those of users, the assistant, the system and tools; for example 1200.',
    source: 'events',
    sql: countOf(isMessage),
  },
  userMessages: {
    unit: 'COUNT',
    isUpGood: true,
    description: 'Messages that people wrote (role `USER`), for example 600.',
    source: 'events',
    sql: countOf(`${isMessage} and role = 'USER'`),
  },
  assistantMessages: {
    unit: 'COUNT',
    isUpGood: true,
    description: 'Messages that the bot or assistant wrote (role `ASSISTANT`), fallbacks included.',
    source: 'events',
    sql: countOf(isAnswer),
  },
  messagesPerUser: {
    unit: 'PER_USER',
    isUpGood: true,
    description: 'Messages with a user ÷ distinct users of these messages; null without such messages.',
    source: 'events',
    sql: perUserOf(`${isMessage} and user_no != 0`),
  },
  messagesPerConversation: {
    unit: 'PER_CONVERSATION',
    isUpGood: null,
    description: 'Messages ÷ distinct conversations with a message; null without messages.',
    source: 'events',
    sql: `countIf(${isMessage}) / nullIf(${conversationsOfMessages}, 0)`,
    parts: { over: adds(`countIf(${isMessage})`), under: distinct(conversationsOfMessages) },
  },
  fallbackRate: {
    unit: 'RATE',
    isUpGood: false,
    description: 'Fallbacks ÷ messages of the assistant, 0 to 1; null without such messages.',
    source: 'events',
    sql: shareOf('is_fallback', isAnswer),
  },
  positiveFeedback: {
    unit: 'COUNT',
    isUpGood: true,
    description: 'Messages with thumbs up (`POSITIVE`); messages without feedback count in neither number.',
    source: 'events',
    sql: countOf(`feedback = 'POSITIVE'`),
  },
  negativeFeedback: {
    unit: 'COUNT',
    isUpGood: false,
    description: 'Messages with thumbs down (`NEGATIVE`); messages without feedback count in neither number.',
    source: 'events',
    sql: countOf(`feedback = 'NEGATIVE'`),
  },
  responseTimeMs: {
    unit: 'MS',
    isUpGood: false,
    description:
      'Arithmetic mean of the time to answer over messages that have one, in milliseconds, such as 850; null if none has.',
    source: 'events',
    sql: meanOf('duration_ms', isMessage),
  },
  ...durationPercentiles('responseTime', 'response time of messages', isMessage),
} as const satisfies MetricRecords
