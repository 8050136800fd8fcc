import Big from 'big.js'
import { checkFirst } from '../../analytics/query/first.ts'
import { type Measured } from '../../analytics/query/measure/measured.ts'
import { toMeta } from '../../analytics/query/meta.ts'
import { type Query } from '../../analytics/query/query.ts'
import { type QueryScope } from '../../analytics/query/query-scope.ts'
import { defaultRange, toRange } from '../../analytics/query/range.ts'
import { resolveQuery } from '../../analytics/query/resolve-query.ts'
import { int, numbers, type Sql, sql, texts } from '../../clickhouse/sql.ts'
import {
  type CostAdvice,
  type CostAdviceArgs,
  type CostAdviceList,
} from '../../schema/performance/cost-advice.ts'
import { type PriceBook, pricesOfModel } from '../price-book.ts'
import { promptTokens, type UsedGroup, usedGroups } from '../simulate/used-groups.ts'
import { storedPriceBook } from '../stored-price-book.ts'
import {
  cheaperModel,
  expensiveConversations,
  failingCalls,
  lowCachedShare,
  unpricedModels,
} from './advice-parts.ts'
import { type BotModel, botModels } from './bot-models.ts'
import { conversationCosts } from './conversation-costs.ts'

/**
 * Advice about the costs of a range: models without a price, calls that another model of the project answers for less, long
 * prompts that are not cached, failed calls that were paid for, and the most expensive conversations.
 * @throws INVALID_FIRST, TOO_MANY_CELLS, and as every question
 */
export async function costAdvice(scope: QueryScope, args: CostAdviceArgs): Promise<CostAdviceList> {
  checkFirst(args.first)
  const query = await resolveQuery(scope, args)
  const measured = {
    range: toRange(args.range ?? defaultRange, query.calendar, query.asOf),
    filter: args.filter,
  }
  const [used, conversations, book] = await Promise.all([
    botModels(query, measured),
    conversationCosts(query, measured),
    storedPriceBook(scope.em),
  ])
  const groups = await groupsOf(query, measured, used, book)
  const advice = [
    ...unpricedModels(groups),
    ...used.flatMap(one => adviceAbout(one, groups, used, book)),
    ...expensiveConversations(conversations),
  ].sort(mostFirst)
  return {
    advice: advice.slice(0, args.first),
    totalCount: advice.length,
    costUsd: groups.reduce((sum, { costUsd }) => sum.plus(costUsd), Big(0)).toFixed(),
    meta: toMeta(query, measured.range),
  }
}

/**
 * Every provider that caches prompts caches those of 4,096 tokens. The least length is 1,024 at OpenAI, and from 1,024 up to
 * 4,096 at Anthropic and Google, depending on the model.
 */
const longPrompt = 4_096

/** The groups, divided into the calls with short answers (1), with long prompts (2), with both (3), and all others (0). */
function groupsOf(query: Query, measured: Measured, used: BotModel[], book: PriceBook): Promise<UsedGroup[]> {
  return usedGroups(query, measured, {
    prices: used.flatMap(({ provider, model }) => pricesOfModel(provider, model, book)),
    splitBy: sql`if(${isShort(used)}, 1, 0) + if(${promptTokens} >= ${int(longPrompt)}, 2, 0)`,
  })
}

/** Whether the answer has at most the median of the output tokens of its bot and model. */
function isShort(used: BotModel[]): Sql {
  const keys = texts(used.map(({ botId, provider, model }) => [botId, provider, model].join('\n')))
  const medians = numbers(used.map(({ medianOutputTokens }) => medianOutputTokens ?? -1))
  return sql`ifNull(output_tokens <= transform(concat(bot_id, '\n', provider, '\n', model), ${keys}, ${medians}, -1.), false)`
}

/** The advice about the calls of a bot with a model; those that your own cache answered cost nothing. */
function adviceAbout(used: BotModel, groups: UsedGroup[], all: BotModel[], book: PriceBook): CostAdvice[] {
  const own = groups.filter(group => isOf(used, group) && !group.cache_hit && group.costSource !== 'UNKNOWN')
  const short = own.filter(({ part }) => part === 1 || part === 3)
  const long = own.filter(({ part }) => part >= 2)
  return [
    ...cheaperModel(used, short, answering(all), book),
    ...lowCachedShare(used, long, book),
    ...failingCalls(used),
  ]
}

const isOf = ({ botId, provider, model }: BotModel, group: UsedGroup): boolean =>
  group.botId === botId && group.provider === provider && group.model === model

/** The models that generate text: an embedding costs less and answers nothing. */
const answering = (all: BotModel[]): BotModel[] => all.filter(({ medianOutputTokens }) => medianOutputTokens)

/** Unknown savings first, by the calls, then the largest saving. */
const mostFirst = (a: CostAdvice, b: CostAdvice): number =>
  Number(a.savingUsd !== null) - Number(b.savingUsd !== null) ||
  Big(b.savingUsd ?? 0).cmp(a.savingUsd ?? 0) ||
  (b.calls ?? 0) - (a.calls ?? 0)
