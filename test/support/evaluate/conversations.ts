import {
  type SentChange,
  type SentEvent,
  type SentMessage,
  type Status,
} from '../random/random-conversations.ts'

/** A conversation by the rules of docs/metrics.md. */
export interface FoldedConversation {
  conversationId: string
  status: Status
  isImplied: boolean
  resolved: boolean | null
  satisfaction: number | null
  topics: string[]
  userId: string | null
  botId: string | null
  channel: string | null
  startedAt: string
  endedAt: string | null
  lastEventAt: string
  messageCount: number
  totalTokens: number
}

/** Folds the events of one conversation, given in log order. Times are compared as text: all have one form. */
export function foldConversation(events: SentEvent[]): FoldedConversation {
  // Sorting is stable: events at one instant keep their log order.
  const changes = events
    .flatMap(event => ('conversation' in event ? [event.conversation] : []))
    .sort((a, b) => (timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : 0))
  const messages = events.flatMap(event => ('message' in event ? [event.message] : []))
  const times = events.map(timeOfEvent)
  const heard = [
    ...times,
    ...changes.flatMap(({ startedAt, endedAt }) => [startedAt ?? [], endedAt ?? []].flat()),
  ]
  const turn = turnsOf(changes).at(-1)
  const status = (turn && statusOf(turn)) ?? 'ACTIVE'
  const newest = <Name extends keyof SentChange>(name: Name) =>
    changes.findLast(change => change[name] !== undefined)?.[name] ?? null
  const label = (name: Label) => newest(name) ?? saidBy(messages, name)
  return {
    conversationId: idOf(events[0]!),
    status,
    isImplied: !changes.length,
    resolved: newest('resolved'),
    satisfaction: newest('satisfaction'),
    topics: newest('topics') ?? [],
    userId: label('userId'),
    botId: label('botId'),
    channel: label('channel'),
    startedAt: heard.toSorted()[0]!,
    endedAt: status === 'ACTIVE' ? null : (turn!.endedAt ?? timeOf(turn!)),
    lastEventAt: times.toSorted().at(-1)!,
    messageCount: messages.length,
    totalTokens: messages.reduce((sum, { inputTokens = 0 }) => sum + inputTokens, 0),
  }
}

/**
 * The changes that say a status, in the order in which they count. An end in the five minutes up to the earliest start
 * follows this start.
 */
function turnsOf(changes: SentChange[]): SentChange[] {
  const start = changes.flatMap(({ startedAt }) => startedAt ?? []).toSorted()[0]
  const isEarlyEnd = (change: SentChange) => {
    const early = start === undefined ? -1 : Date.parse(start) - Date.parse(timeOf(change))
    return statusOf(change) !== 'ACTIVE' && early >= 0 && early <= 5 * 60_000
  }
  const turns = changes.filter(change => statusOf(change))
  const upToStart = (change: SentChange) => start !== undefined && timeOf(change) <= start
  return [
    ...turns.filter(change => upToStart(change) && !isEarlyEnd(change)),
    ...turns.filter(isEarlyEnd),
    ...turns.filter(change => !upToStart(change)),
  ]
}

const timeOf = ({ timestamp, endedAt, startedAt }: SentChange) => timestamp ?? endedAt ?? startedAt!

const partOf = (event: SentEvent) =>
  'conversation' in event ? event.conversation : 'message' in event ? event.message : event.aiCall

export const idOf = (event: SentEvent) => partOf(event).conversationId

export const eventIdOf = (event: SentEvent) => partOf(event).eventId

const timeOfEvent = (event: SentEvent) =>
  'conversation' in event ? timeOf(event.conversation) : partOf(event).timestamp!

const statusOf = ({ status, startedAt, endedAt }: SentChange): Status | undefined =>
  status ?? (endedAt ? 'COMPLETED' : startedAt ? 'ACTIVE' : undefined)

/** What the earliest message says; at one instant that with the lowest id. */
const saidBy = (messages: SentMessage[], name: Label) =>
  messages
    .filter(message => message[name] !== undefined)
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))[0]?.[name] ?? null

const orderOf = ({ timestamp, eventId }: SentMessage) => `${timestamp} ${eventId}`

type Label = 'userId' | 'botId' | 'channel'

/** An event with the values that it takes from its conversation. */
export interface LabelledEvent extends Record<Label, string | null> {
  eventId: string
  conversationId: string
  at: string
  isMessage: boolean
}

/** The events of one conversation, given in log order. */
export function labelledEvents(events: SentEvent[]): LabelledEvent[] {
  const conversation = foldConversation(events)
  return events.map(event => {
    const own: { [Name in Label]?: string } & { eventId: string } = partOf(event)
    return {
      eventId: eventIdOf(event),
      conversationId: conversation.conversationId,
      at: timeOfEvent(event),
      isMessage: 'message' in event,
      userId: own.userId ?? conversation.userId,
      botId: own.botId ?? conversation.botId,
      channel: own.channel ?? conversation.channel,
    }
  })
}
