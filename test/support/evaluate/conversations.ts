import { type SentChange, type SentFact, type SentMessage, type Status } from '../random-conversations.ts'

/** A conversation as the rules of docs/metrics.md tell it. */
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
  lastFactAt: string
  messageCount: number
  totalTokens: number
}

/** Folds the facts of one conversation, given in the order of the log. Times are compared as text: all have one form. */
export function foldConversation(facts: SentFact[]): FoldedConversation {
  // Sorting is stable: at one instant the place in the log decides.
  const changes = facts
    .flatMap(fact => ('conversation' in fact ? [fact.conversation] : []))
    .sort((a, b) => (timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : 0))
  const messages = facts.flatMap(fact => ('message' in fact ? [fact.message] : []))
  const times = facts.map(timeOfFact)
  const heard = [
    ...times,
    ...changes.flatMap(({ startedAt, endedAt }) => [startedAt ?? [], endedAt ?? []].flat()),
  ]
  const turn = changes.findLast(change => statusOf(change))
  const status = (turn && statusOf(turn)) ?? 'ACTIVE'
  const newest = <Name extends keyof SentChange>(name: Name) =>
    changes.findLast(change => change[name] !== undefined)?.[name] ?? null
  const label = (name: 'userId' | 'botId' | 'channel') => newest(name) ?? saidBy(messages, name)
  return {
    conversationId: idOf(facts[0]!),
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
    lastFactAt: times.toSorted().at(-1)!,
    messageCount: messages.length,
    totalTokens: messages.reduce((sum, { inputTokens = 0 }) => sum + inputTokens, 0),
  }
}

const timeOf = ({ timestamp, endedAt, startedAt }: SentChange) => timestamp ?? endedAt ?? startedAt!

const partOf = (fact: SentFact) =>
  'conversation' in fact ? fact.conversation : 'message' in fact ? fact.message : fact.aiCall

export const idOf = (fact: SentFact) => partOf(fact).conversationId

export const eventIdOf = (fact: SentFact) => partOf(fact).eventId

const timeOfFact = (fact: SentFact) =>
  'conversation' in fact ? timeOf(fact.conversation) : partOf(fact).timestamp!

const statusOf = ({ status, startedAt, endedAt }: SentChange): Status | undefined =>
  status ?? (endedAt ? 'COMPLETED' : startedAt ? 'ACTIVE' : undefined)

const saidBy = (messages: SentMessage[], name: 'userId' | 'botId' | 'channel') =>
  messages.find(message => message[name] !== undefined)?.[name] ?? null
