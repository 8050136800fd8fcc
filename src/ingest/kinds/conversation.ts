import { Field, InputType } from 'type-graphql'
import { wholeOf } from '../../checks/number.ts'
import { Rejection, required } from '../../checks/rejection.ts'
import { textOf } from '../../checks/text.ts'
import { describedEnum, type EnumOf } from '../../schema/described-enum.ts'
import { Quantity } from '../../schema/scalars.ts'
import { type Unreadable } from '../../schema/unreadable.ts'
import { occurredAt } from './clock.ts'
import { type CheckedEvent, KindInput, sharedColumns } from './every-kind.ts'
import { type Kind } from './kind.ts'
import { type Received } from './received.ts'

export const ConversationStatus = describedEnum(
  'ConversationStatus',
  'The state of a conversation: open, or ended in one of three ways.',
  {
    ACTIVE: 'The conversation has not ended; also the status of one that never told its end.',
    COMPLETED: 'The conversation ended as planned: it was completed, by the bot or the user.',
    ABANDONED: 'The user left before the conversation came to its end.',
    ESCALATED: 'A person took over the conversation.',
  },
)
export type ConversationStatus = EnumOf<typeof ConversationStatus>

@InputType({
  description:
    'A conversation change: a start, an end or a new attribute. A field that is left out stays as it is; the newest ' +
    'value counts.',
})
export class ConversationInput extends KindInput {
  @Field(() => String, {
    nullable: true,
    description:
      'The start of the conversation, as RFC 3339. Default: `timestamp` of the first event of the conversation.',
  })
  startedAt?: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'The end of the conversation, as RFC 3339; at most 5 minutes before the start, because the clocks of two services may ' +
      'differ.',
  })
  endedAt?: string | null

  @Field(() => ConversationStatus, {
    nullable: true,
    description:
      'The status. Default: COMPLETED with `endedAt`, ACTIVE with `startedAt` alone, otherwise the status before.',
  })
  status?: ConversationStatus | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the conversation settled the request of the user.',
  })
  resolved?: boolean | null

  @Field(() => Quantity, { nullable: true, description: 'The score that the user gave: 1, 2, 3, 4 or 5.' })
  satisfaction?: number | Unreadable | null

  @Field(() => [String], {
    nullable: true,
    description: 'Up to 20 topics of up to 100 characters, such as `billing`.',
  })
  topics?: string[] | null
}

export const conversation = {
  stored: 'conversation',
  input: ConversationInput,
  check: checkedConversation,
  mutations: { one: 'trackConversation', many: 'trackConversations', list: 'conversations' },
  words: { one: 'a conversation change: a start, an end or a new attribute', many: 'conversation changes' },
  times: ['startedAt', 'endedAt'],
} satisfies Kind<ConversationInput>

const most = { topics: 20, topicLength: 100 }

/** How much the clocks of two services may differ: an end that is earlier than its start by so much belongs to it. */
export const mostEarlyEndMs = 300_000

/** The time of a change is its `timestamp`, or else the end of the conversation, or else the start. */
export function checkedConversation(input: ConversationInput, received: Received): CheckedEvent {
  const started = instantIn(input, 'startedAt', received)
  const ended = instantIn(input, 'endedAt', received)
  checkOrder(started, ended)
  const status = input.status ?? impliedStatus(started, ended)
  const timestamp = input.timestamp ?? input.endedAt ?? input.startedAt
  const event = sharedColumns({ ...input, timestamp }, received, 'conversation', changeName(started, status))
  required(event.conversation_id, 'conversationId')
  return {
    ...event,
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
  received: Received,
): string | null {
  const text = input[field]
  return text === null || text === undefined ? null : occurredAt(text, received, field)
}

function checkOrder(started: string | null, ended: string | null): void {
  if (!started || !ended || Date.parse(ended) >= Date.parse(started) - mostEarlyEndMs) return
  throw new Rejection('OUT_OF_ORDER', 'endedAt', 'endedAt must not be more than 5 minutes before startedAt.')
}

function impliedStatus(started: string | null, ended: string | null): ConversationStatus | null {
  if (ended) return ConversationStatus.COMPLETED
  return started ? ConversationStatus.ACTIVE : null
}

/** The name of the change as a step of a funnel. */
function changeName(started: string | null, status: ConversationStatus | null): string {
  if (status !== null && status !== ConversationStatus.ACTIVE) return 'conversation_ended'
  return started ? 'conversation_started' : 'conversation_changed'
}

function topicsOf(topics: string[] | null | undefined): string | null {
  if (!topics) return null
  if (topics.length > most.topics)
    throw new Rejection('TOO_MANY', 'topics', `topics may have at most ${most.topics} items.`)
  return JSON.stringify(topics.map(topic => textOf(topic, 'topics', most.topicLength)).filter(Boolean))
}
