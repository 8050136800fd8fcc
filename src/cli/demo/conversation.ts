import { chance, type Random, streak, weighted, wholeBetween } from './random.ts'
import { type DraftEvent } from './sample-event.ts'

/** The topics of conversations: their bot, their frequency, and the share of conversations that are resolved. */
const topics = {
  'order status': { botId: 'support-bot', weight: 30, resolved: 0.86 },
  billing: { botId: 'support-bot', weight: 20, resolved: 0.68 },
  'technical problem': { botId: 'support-bot', weight: 14, resolved: 0.55 },
  pricing: { botId: 'sales-bot', weight: 16, resolved: 0.74 },
  'getting started': { botId: 'onboarding-bot', weight: 12, resolved: 0.81 },
  'time off': { botId: 'hr-bot', weight: 8, resolved: 0.9 },
}
const weights = Object.fromEntries(Object.entries(topics).map(([topic, { weight }]) => [topic, weight]))

/** The events of a conversation that starts at `at`: usually messages, the end, and sometimes feedback. */
export function conversation(at: number, conversationId: string, random: Random): DraftEvent[] {
  const topic = weighted(random, weights) as keyof typeof topics // the weights have the topics' names
  const { botId, resolved } = topics[topic]
  const messages = messageTimes(at, random)
  const isResolved = messages.length > 0 && chance(random, resolved)
  const endsAt = (messages.at(-1) ?? at) + wholeBetween(random, 20, 240) * 1_000
  const events = [
    { at, name: 'conversation started', properties: { topic } },
    ...messages.map(sentAt => ({
      at: sentAt,
      name: 'message sent',
      properties: { topic, characters: wholeBetween(random, 8, 280) },
    })),
    { at: endsAt, name: 'conversation ended', properties: { topic, resolved: isResolved } },
    ...feedback(endsAt, isResolved, random),
  ]
  return events.map(event => ({ ...event, conversationId, botId }))
}

/** One user in nine opens the chat and writes nothing. */
function messageTimes(startedAt: number, random: Random): number[] {
  if (chance(random, 1 / 9)) return []
  let at = startedAt
  return Array.from({ length: streak(random, 0.82) }, () => (at += wholeBetween(random, 12, 110) * 1_000))
}

/** After a resolved conversation the scores are higher, and users give feedback more often. */
function feedback(endsAt: number, isResolved: boolean, random: Random): DraftEvent[] {
  if (!chance(random, isResolved ? 0.26 : 0.16)) return []
  const score = isResolved ? wholeBetween(random, 3, 5) : wholeBetween(random, 1, 3)
  return [{ at: endsAt + wholeBetween(random, 5, 60) * 1_000, name: 'feedback given', properties: { score } }]
}
