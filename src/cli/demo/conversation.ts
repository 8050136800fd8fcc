import { type Incident } from './incident.ts'
import { completion, embedding } from './model-call.ts'
import { type Bot, modelUse } from './model-use.ts'
import { chance, type Random, streak, weighted, wholeBetween } from './random.ts'
import { type DraftEvent, instantText, withShared } from './sample-event.ts'

/** The topics of conversations: their bot, their frequency, and the share of conversations that are resolved. */
const topics = {
  'order status': { botId: 'support-bot', weight: 30, resolved: 0.86 },
  billing: { botId: 'support-bot', weight: 20, resolved: 0.68 },
  'technical problem': { botId: 'support-bot', weight: 14, resolved: 0.55 },
  pricing: { botId: 'sales-bot', weight: 16, resolved: 0.74 },
  'getting started': { botId: 'onboarding-bot', weight: 12, resolved: 0.81 },
  'time off': { botId: 'hr-bot', weight: 8, resolved: 0.9 },
} satisfies Record<string, { botId: Bot; weight: number; resolved: number }>
const weights = Object.fromEntries(Object.entries(topics).map(([topic, { weight }]) => [topic, weight]))

const share = { silent: 1 / 9, open: 0.02, rated: 0.22, fallback: 0.05, feedback: 0.12 }
/** What is left of the usual share of resolved conversations during the incident. */
const resolvedInIncident = 0.4

/**
 * The events of a conversation that starts at `at`: its start, usually messages with the calls behind them, and its end
 * unless the user leaves it open.
 */
export function conversation(
  at: number,
  conversationId: string,
  incident: Incident,
  random: Random,
): DraftEvent[] {
  const topic = weighted(random, weights) as keyof typeof topics // the weights have the topics' names
  const { botId, resolved } = topics[topic]
  const exchanges = exchangesFrom(at, botId, incident, random)
  const isResolved =
    exchanges.length > 0 && chance(random, resolved * (incident.isAt(at) ? resolvedInIncident : 1))
  const endsAt = (exchanges.at(-1)?.at ?? at) + wholeBetween(random, 20, 240) * 1_000
  const start: DraftEvent = {
    at,
    kind: 'conversation',
    input: { startedAt: instantText(at), topics: [topic] },
  }
  const end = chance(random, share.open) ? [] : [ending(endsAt, exchanges.length > 0, isResolved, random)]
  const events = [start, ...exchanges, ...end]
  return events.map(event => withShared(event, { conversationId, botId, properties: { topic } }))
}

/** One user in nine opens the chat and writes nothing. */
function exchangesFrom(startedAt: number, botId: Bot, incident: Incident, random: Random): DraftEvent[] {
  if (chance(random, share.silent)) return []
  let at = startedAt
  return Array.from({ length: streak(random, 0.6) }, (_, index) => {
    at += wholeBetween(random, 12, 110) * 1_000
    const lookUp = index === 0 && botId === 'support-bot' ? [embedding(at + 1, random)] : []
    return [question(at, random), ...lookUp, ...answer(at + 2, botId, incident, random)]
  }).flat()
}

const question = (at: number, random: Random): DraftEvent => ({
  at,
  kind: 'message',
  input: { role: 'USER', properties: { characters: wholeBetween(random, 8, 280) } },
})

/**
 * The call of the model and the message with its answer. The HR bot reports tokens with its messages instead of calls, as
 * some platforms do; both would count them twice.
 */
function answer(at: number, botId: Bot, incident: Incident, random: Random): DraftEvent[] {
  const call = completion(at, botId, incident, random)
  const responseTimeMs = Number(call.input.durationMs)
  const isFallback = call.input.success === false || chance(random, share.fallback)
  const reply = { role: 'ASSISTANT' as const, responseTimeMs, isFallback, ...feedback(isFallback, random) }
  const sentAt = at + responseTimeMs
  if (botId !== 'hr-bot') return [call, { at: sentAt, kind: 'message', input: reply }]
  return [{ at: sentAt, kind: 'message', input: { ...reply, ...modelUse(botId, random) } }]
}

/** A fallback is liked less often than an answer. */
function feedback(isFallback: boolean, random: Random) {
  if (!chance(random, share.feedback)) return {}
  return { feedback: chance(random, isFallback ? 0.15 : 0.8) ? ('POSITIVE' as const) : ('NEGATIVE' as const) }
}

/** After a resolved conversation the scores are higher. */
function ending(at: number, hasMessages: boolean, isResolved: boolean, random: Random): DraftEvent {
  const score = isResolved ? wholeBetween(random, 3, 5) : wholeBetween(random, 1, 3)
  return {
    at,
    kind: 'conversation',
    input: {
      endedAt: instantText(at),
      status: hasMessages ? (isResolved || chance(random, 0.6) ? 'COMPLETED' : 'ESCALATED') : 'ABANDONED',
      resolved: isResolved,
      ...(hasMessages && chance(random, share.rated) && { satisfaction: score }),
    },
  }
}
