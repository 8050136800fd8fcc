import { type ModelUsageInput } from '../../ingest/kinds/model-usage.ts'
import { chance, type Random, wholeBetween } from './random.ts'

/**
 * The models of the bots. That of the onboarding bot is the platform's own: nobody publishes its price. Anthropic says with
 * each answer at which rate it bills.
 */
const models = {
  'support-bot': { provider: 'openai', model: 'gpt-4o' },
  'sales-bot': { provider: 'anthropic', model: 'claude-sonnet-4-6', serviceTier: 'STANDARD' },
  'onboarding-bot': { provider: 'in-house', model: 'onboarding-7b' },
  'hr-bot': { provider: 'anthropic', model: 'claude-haiku-4-5', serviceTier: 'STANDARD' },
} as const
const speaker = { provider: 'openai', model: 'gpt-audio-mini' } as const

export type Bot = keyof typeof models
export const modelOf = (botId: Bot) => models[botId]

const share = { spoken: 0.1, unreported: 0.03, brokenOff: 0.04, reasoned: 0.3 }

/** The use of a model for an answer, as the provider reports it: the model, and usually its tokens. */
export function modelUse(botId: Bot, random: Random): ModelUsageInput {
  const use = chance(random, share.spoken) ? spoken(random) : written(botId, random)
  const { provider, model, serviceTier } = use
  return chance(random, share.unreported) ? { provider, model, serviceTier } : reported(use, random)
}

/** A stream that the user breaks off ends before the provider reports the output. */
function reported(use: ModelUsageInput, random: Random): ModelUsageInput {
  const isBrokenOff = chance(random, share.brokenOff)
  return isBrokenOff
    ? { ...use, outputTokens: undefined, reasoningTokens: undefined, audioOutputTokens: undefined }
    : use
}

/** The tokens of a question with its context, and of an answer. Only Anthropic reports what it writes into its cache. */
function written(botId: Bot, random: Random): ModelUsageInput {
  const inputTokens = wholeBetween(random, 300, 2_400)
  const outputTokens = wholeBetween(random, 40, 480)
  const isCached = chance(random, 0.4)
  const context = Math.floor(inputTokens / 2)
  const isAnthropic = modelOf(botId).provider === 'anthropic'
  return {
    ...modelOf(botId),
    inputTokens,
    cachedTokens: isCached ? context : 0,
    cacheWriteTokens: isAnthropic && !isCached ? context : undefined,
    outputTokens,
    reasoningTokens: isAnthropic && chance(random, share.reasoned) ? Math.floor(outputTokens / 3) : undefined,
  }
}

/** A spoken question, beside its context, and a spoken answer with its transcript. */
function spoken(random: Random): ModelUsageInput {
  const audioInputTokens = wholeBetween(random, 30, 200)
  const audioOutputTokens = wholeBetween(random, 60, 600)
  return {
    ...speaker,
    inputTokens: audioInputTokens + wholeBetween(random, 200, 1_200),
    audioInputTokens,
    outputTokens: audioOutputTokens + wholeBetween(random, 20, 150),
    audioOutputTokens,
  }
}
