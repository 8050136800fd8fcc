import Big from 'big.js'
import { type CostAdvice } from '../../schema/performance/cost-advice.ts'
import { costBy } from '../cost.ts'
import { type ModelName } from '../model-names.ts'
import { type PriceBook, pricesOf } from '../price-book.ts'
import { numbersOf, simulated } from '../simulate/simulated.ts'
import { type UsedGroup } from '../simulate/used-groups.ts'
import { isUsageReported, promptTokens, usedTokens } from '../used-tokens.ts'
import { type BotModel } from './bot-models.ts'
import { type ConversationCosts } from './conversation-costs.ts'

const noNumbers = {
  ...{ noSavingReason: null, provider: null, model: null, botId: null, calls: null, costUsd: null },
  ...{ toProvider: null, toModel: null, simulatedCostUsd: null, medianOutputTokens: null },
  ...{ tokens: null, cachedRate: null, conversations: null, p99CostUsd: null },
}

const subjectOf = ({ provider, model, botId }: ModelName & { botId: string }) => ({
  provider: provider || null,
  model,
  botId: botId || null,
})

/** Models whose calls report tokens and have no price; of all bots together. */
export function unpricedModels(groups: UsedGroup[]): CostAdvice[] {
  const unpriced = groups.filter(group => group.costSource === 'UNKNOWN' && isUsageReported(group))
  const byModel = Map.groupBy(unpriced, ({ provider, model }) => JSON.stringify([provider, model]))
  return [...byModel.values()].map(of => ({
    ...noNumbers,
    kind: 'UNPRICED_MODEL',
    ...{ savingUsd: null, noSavingReason: 'UNKNOWN_COST', assumption: null },
    ...subjectOf({ ...of[0]!, botId: '' }),
    calls: callsOf(of),
    tokens: sumOf(of, group => promptTokens(group) + Number(group.output_tokens ?? 0)),
  }))
}

/** The calls of a bot with the shorter half of answers, with the model of the project that saves the most. */
export function cheaperModel(
  used: BotModel,
  short: UsedGroup[],
  others: ModelName[],
  book: PriceBook,
): CostAdvice[] {
  const [best] = others
    .filter(({ provider, model }) => provider !== used.provider || model !== used.model)
    .map(to => ({ to, ...numbersOf(short.map(group => simulated(group, to, book))) }))
    .sort((a, b) => Big(b.savingUsd).cmp(a.savingUsd))
  if (!best || Big(best.savingUsd).lte(0)) return []
  const { to, ...numbers } = best
  return [
    {
      ...noNumbers,
      kind: 'CHEAPER_MODEL',
      assumption: 'SHORT_ANSWERS_ELSEWHERE',
      ...subjectOf(used),
      ...numbers,
      ...{ toProvider: to.provider || null, toModel: to.model },
      medianOutputTokens: used.medianOutputTokens,
    },
  ]
}

/** Half of the tokens of long prompts from the cache, where less come from there and the model has a price for it. */
export function lowCachedShare(used: BotModel, long: UsedGroup[], book: PriceBook): CostAdvice[] {
  const tokens = sumOf(long, promptTokens)
  const cached = sumOf(long, group => Number(group.cached_tokens ?? 0))
  const saving = long.reduce((sum, group) => sum.plus(savingOfCache(group, book)), Big(0))
  if (cached * 2 >= tokens || saving.lte(0)) return []
  return [
    {
      ...noNumbers,
      kind: 'LOW_CACHED_SHARE',
      ...{ savingUsd: saving.toFixed(), assumption: 'HALF_CACHED' },
      ...subjectOf(used),
      ...{ calls: callsOf(long), costUsd: costOf(long), tokens, cachedRate: cached / tokens },
    },
  ]
}

/** What a group would cost less if half of the tokens of its prompts were cached, by the prices of its model. */
function savingOfCache(group: UsedGroup, book: PriceBook): Big {
  const { INPUT: plain } = usedTokens(group)
  const cached = Number(group.cached_tokens ?? 0)
  const moved = Math.min(plain, Math.max(Math.ceil(promptTokens(group) / 2) - cached, 0))
  const prompt = { input_tokens: group.promptTokens, cached_tokens: null, cache_write_tokens: null }
  const prices = pricesOf({ ...group, ...prompt, audio_input_tokens: null, occurred_at: group.at }, book)
  const now = costBy(group, prices).cost_usd
  const input = { input_tokens: Number(group.input_tokens) - moved, cached_tokens: cached + moved }
  const then = costBy({ ...group, ...input }, prices).cost_usd
  return now === null || then === null ? Big(0) : Big(now).minus(then)
}

/** Failed calls that were paid for. */
export const failingCalls = (used: BotModel): CostAdvice[] =>
  Big(used.failedCostUsd).lte(0)
    ? []
    : [
        {
          ...noNumbers,
          kind: 'FAILING_CALLS',
          ...{ savingUsd: Big(used.failedCostUsd).toFixed(), assumption: 'NO_FAILURES' },
          ...subjectOf(used),
          ...{ calls: used.failedCalls, costUsd: Big(used.failedCostUsd).toFixed() },
        },
      ]

/** Of fewer conversations, the nearest rank of the 99th percentile is the most expensive one. */
const fewestConversations = 100

/** Conversations above the 99th percentile of cost. */
export function expensiveConversations(costs: ConversationCosts | undefined): CostAdvice[] {
  if (!costs || costs.conversations < fewestConversations || !costs.above) return []
  const { p99, above, aboveCostUsd } = costs
  return [
    {
      ...noNumbers,
      kind: 'EXPENSIVE_CONVERSATIONS',
      savingUsd: Big(aboveCostUsd).minus(Big(p99).times(above)).toFixed(),
      assumption: 'CAPPED_CONVERSATIONS',
      ...{ costUsd: Big(aboveCostUsd).toFixed(), conversations: above, p99CostUsd: Big(p99).toFixed() },
    },
  ]
}

const sumOf = (groups: UsedGroup[], numberOf: (group: UsedGroup) => number): number =>
  groups.reduce((sum, group) => sum + numberOf(group), 0)
const callsOf = (groups: UsedGroup[]): number => sumOf(groups, ({ calls }) => calls)
const costOf = (groups: UsedGroup[]): string =>
  groups.reduce((sum, { costUsd }) => sum.plus(costUsd), Big(0)).toFixed()
