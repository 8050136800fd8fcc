import { type AiCallInput } from '../../ingest/kinds/ai-call.ts'
import { type Incident } from './incident.ts'
import { type Bot, modelOf, modelUse } from './model-use.ts'
import { chance, type Random, weighted, wholeBetween } from './random.ts'
import { type DraftEvent } from './sample-event.ts'

const share = { cacheHit: 0.06, failure: 0.015, failureInIncident: 0.45 }
const failures = { timeout: 50, overloaded: 30, rate_limit: 20 }

/** The call of a model that answers a message of the user. During the incident calls are slow, and many fail. */
export function completion(
  at: number,
  botId: Bot,
  incident: Incident,
  random: Random,
): DraftEvent & { kind: 'aiCall' } {
  const isBad = incident.isAt(at) && botId !== 'onboarding-bot'
  const cacheHit = chance(random, share.cacheHit)
  const isFailure = !cacheHit && chance(random, isBad ? share.failureInIncident : share.failure)
  const durationMs = cacheHit
    ? wholeBetween(random, 8, 40)
    : wholeBetween(random, 500, 2_600) * (isBad ? 4 : 1)
  const call = { callType: 'COMPLETION' as const, durationMs, cacheHit }
  const input = isFailure ? failed({ ...call, ...modelOf(botId) }, random) : answered(call, botId, random)
  return { at, kind: 'aiCall', input }
}

function answered(call: AiCallInput & { durationMs: number }, botId: Bot, random: Random): AiCallInput {
  const use = modelUse(botId, random)
  const callType = use.audioInputTokens ? 'AUDIO' : call.callType
  return { ...call, ...use, callType, timeToFirstTokenMs: Math.round(call.durationMs / 4) }
}

function failed(call: AiCallInput, random: Random): AiCallInput {
  const errorClass = weighted(random, failures)
  return { ...call, success: false, errorClass, errorMessage: `The provider answered with ${errorClass}.` }
}

/** The embedding of a first message, with which documents are looked up. */
export const embedding = (at: number, random: Random): DraftEvent => ({
  at,
  kind: 'aiCall',
  input: {
    provider: 'openai',
    model: 'text-embedding-3-small',
    callType: 'EMBEDDING',
    inputTokens: wholeBetween(random, 5, 80),
    outputTokens: 0,
    durationMs: wholeBetween(random, 40, 220),
  },
})
