import Big from 'big.js'
import { type QueryScope } from '../analytics/query/query-scope.ts'
import { costAdvice } from '../pricing/advice/cost-advice.ts'
import { type FoundInsight } from '../schema/insights/insight.ts'
import { type CostAdvice, type CostAdviceKind } from '../schema/performance/cost-advice.ts'
import { Severity } from '../schema/severity.ts'
import { counted, dollars, inDigits } from './in-words.ts'
import { type InsightsAsked } from './insights-of.ts'

const mostInsights = 20

/** The advice about costs whose saving is known. Models without a price are about the quality of the data. */
export async function insightsOfCosts(scope: QueryScope, asked: InsightsAsked): Promise<FoundInsight[]> {
  const { advice, costUsd } = await costAdvice(scope, { ...asked, first: 1_000 })
  return advice
    .filter(({ savingUsd }) => savingUsd !== null)
    .slice(0, mostInsights)
    .map(one => ({
      __typename: 'CostInsight',
      severity: isLarge(one, costUsd) ? Severity.WARNING : Severity.INFO,
      text: sentences[one.kind](one),
      users: null,
      usd: one.savingUsd,
      advice: one,
    }))
}

/** A tenth of the cost of the range. */
const isLarge = ({ savingUsd }: CostAdvice, costUsd: string): boolean =>
  Big(savingUsd!).times(10).gte(costUsd)

const callsOf = ({ calls, model, botId }: CostAdvice): string =>
  `${counted(calls!, 'call')} of ${model}${botId ? ` by ${botId}` : ''}`

const sentences: Record<CostAdviceKind, (advice: CostAdvice) => string> = {
  UNPRICED_MODEL: advice => `${callsOf(advice)} have no price.`,
  CHEAPER_MODEL: advice =>
    `${callsOf(advice)} with short answers cost ${dollars(advice.costUsd!)} US dollars; with ${advice.toModel} they would cost ` +
    `${dollars(advice.simulatedCostUsd!)}.`,
  LOW_CACHED_SHARE: advice =>
    `${callsOf(advice)} with long prompts cost ${dollars(advice.costUsd!)} US dollars; ${dollars(advice.savingUsd!)} less if half of ` +
    `their ${inDigits(advice.tokens!)} tokens came from the cache.`,
  FAILING_CALLS: advice => `${callsOf(advice)} failed and cost ${dollars(advice.costUsd!)} US dollars.`,
  EXPENSIVE_CONVERSATIONS: advice =>
    `${counted(advice.conversations!, 'conversation')} cost ${dollars(advice.costUsd!)} US dollars; 99 of 100 cost at most ` +
    `${dollars(advice.p99CostUsd!)} each.`,
}
