import { wholeOf } from '../checks/number.ts'
import { Rejection } from '../checks/rejection.ts'
import { textOf } from '../checks/text.ts'
import { type ConversationInput, ConversationStatus } from '../schema/tracking/conversation-input.ts'
import { choiceOf } from './choice.ts'
import { type CheckedFact, checkedFact, occurredAt } from './fact.ts'
import { type Received } from './received.ts'

const most = { topics: 20, topicLength: 100 }

/**
 * A conversation that starts, ends or changes. It happened when it ended, or else started, unless said otherwise.
 * @throws Rejection naming the field that is wrong
 */
export function checkedConversation(input: ConversationInput, received: Received): CheckedFact {
  const started = instantIn(input, 'startedAt', received)
  const ended = instantIn(input, 'endedAt', received)
  if (started && ended && ended < started)
    throw new Rejection('OUT_OF_ORDER', 'endedAt', 'A conversation cannot end before it started.')
  const status = choiceOf(input.status, 'status', ConversationStatus) ?? impliedStatus(started, ended)
  const fact = checkedFact(
    { ...input, timestamp: input.timestamp ?? ended ?? started },
    'conversation',
    changeName(started, status),
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
    started_at: started,
    ended_at: ended,
  }
}

function instantIn(
  input: ConversationInput,
  field: 'startedAt' | 'endedAt',
  { at }: Received,
): string | null {
  const text = input[field]
  return text === null || text === undefined ? null : occurredAt(text, at, field)
}

function impliedStatus(started: string | null, ended: string | null): ConversationStatus | null {
  if (ended) return ConversationStatus.COMPLETED
  return started ? ConversationStatus.ACTIVE : null
}

/** What a funnel knows the change by. */
function changeName(started: string | null, status: ConversationStatus | null): string {
  if (status !== null && status !== ConversationStatus.ACTIVE) return 'conversation_ended'
  return started ? 'conversation_started' : 'conversation_changed'
}

function topicsOf(topics: string[] | null | undefined): string | null {
  if (!topics) return null
  if (topics.length > most.topics)
    throw new Rejection('TOO_MANY', 'topics', `A conversation has at most ${most.topics} topics.`)
  return JSON.stringify(topics.map(topic => textOf(topic, 'topics', most.topicLength)).filter(Boolean))
}
