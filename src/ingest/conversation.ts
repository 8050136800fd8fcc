import { type ConversationInput, ConversationStatus } from '../schema/conversation-input.ts'
import { choiceOf } from './choice.ts'
import { type CheckedFact, checkedFact, occurredAt } from './fact.ts'
import { wholeOf } from './number.ts'
import { type Received } from './received.ts'
import { Rejection } from './rejection.ts'
import { textOf } from './text.ts'

const most = { topics: 20, topicLength: 100 }

/**
 * A conversation that starts, ends or changes. It happened when it ended, or else started, unless said otherwise.
 * @throws Rejection naming the field that is wrong
 */
export function checkedConversation(input: ConversationInput, received: Received): CheckedFact {
  const { startedAt, endedAt } = input
  checkOrder(input, received)
  const status = choiceOf(input.status, 'status', ConversationStatus) ?? impliedStatus(input)
  const fact = checkedFact(
    { ...input, timestamp: input.timestamp ?? endedAt ?? startedAt },
    'conversation',
    changeName(input, status),
    received,
  )
  if (fact.conversation_id === null)
    throw new Rejection('REQUIRED', 'conversationId', 'conversationId is missing.')
  return {
    ...fact,
    status,
    resolved: input.resolved ?? null,
    satisfaction: wholeOf(input.satisfaction, 'satisfaction', 1, 5),
    topics: topicsOf(input.topics),
    started_at: startedAt ? occurredAt(startedAt, received.at, 'startedAt') : null,
    ended_at: endedAt ? occurredAt(endedAt, received.at, 'endedAt') : null,
  }
}

function impliedStatus({ startedAt, endedAt }: ConversationInput): ConversationStatus | null {
  if (endedAt) return ConversationStatus.COMPLETED
  return startedAt ? ConversationStatus.ACTIVE : null
}

/** What a funnel knows the change by. */
function changeName({ startedAt }: ConversationInput, status: ConversationStatus | null): string {
  if (status !== null && status !== ConversationStatus.ACTIVE) return 'conversation_ended'
  return startedAt ? 'conversation_started' : 'conversation_changed'
}

function checkOrder({ startedAt, endedAt }: ConversationInput, { at }: Received): void {
  if (!startedAt || !endedAt) return
  if (occurredAt(endedAt, at, 'endedAt') < occurredAt(startedAt, at, 'startedAt'))
    throw new Rejection('OUT_OF_ORDER', 'endedAt', 'A conversation cannot end before it started.')
}

function topicsOf(topics: string[] | null | undefined): string | null {
  if (!topics) return null
  if (topics.length > most.topics)
    throw new Rejection('TOO_MANY', 'topics', `A conversation has at most ${most.topics} topics.`)
  return JSON.stringify(topics.map(topic => textOf(topic, 'topics', most.topicLength)).filter(Boolean))
}
