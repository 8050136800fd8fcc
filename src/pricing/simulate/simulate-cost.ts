import Big from 'big.js'
import { eventsOfMeasured, type Measured } from '../../analytics/query/measure/measured.ts'
import { toMeta } from '../../analytics/query/meta.ts'
import { type Query } from '../../analytics/query/query.ts'
import { type QueryScope } from '../../analytics/query/query-scope.ts'
import { defaultRange, toRange } from '../../analytics/query/range.ts'
import { resolveQuery } from '../../analytics/query/resolve-query.ts'
import { isStorable } from '../../checks/text.ts'
import { int, sql } from '../../clickhouse/sql.ts'
import { badInput } from '../../errors.ts'
import { largest } from '../../schema/largest.ts'
import {
  CostAssumption,
  type CostSimulation,
  type ModelInput,
  NotSimulatedReason,
  type SimulateCostArgs,
} from '../../schema/performance/simulate-cost.ts'
import { matchScore } from '../match-model.ts'
import { type ModelName } from '../model-names.ts'
import { type PriceBook, pricesOfModel } from '../price-book.ts'
import { isSameProvider } from '../provider-names.ts'
import { storedPriceBook } from '../stored-price-book.ts'
import { assumptions, numbersOf, type Simulated, simulated, totalOf } from './simulated.ts'
import { usedGroups } from './used-groups.ts'

const mostListed = 100

/**
 * The real calls and messages of a range with the prices of other models. Only calls whose cost is known both ways are
 * compared; all others are counted by the reason.
 * @throws INVALID_MODELS, INVALID_PATTERN, and as every question
 */
export async function simulateCost(scope: QueryScope, args: SimulateCostArgs): Promise<CostSimulation> {
  const swaps = checkedSwaps(args)
  const query = await resolveQuery(scope, args)
  const measured = {
    range: toRange(args.range ?? defaultRange, query.calendar, query.asOf),
    filter: args.filter,
  }
  const all = await simulatedCalls(query, measured, swaps, await storedPriceBook(scope.em))
  return { ...toSimulation(all), meta: toMeta(query, measured.range) }
}

/** The calls of a model, and the model whose prices they get. */
interface Swap {
  from: ModelName
  to: ModelName
}

/** @throws INVALID_MODELS, INVALID_PATTERN */
function checkedSwaps({ map }: SimulateCostArgs): Swap[] {
  const most = largest.modelSwaps
  if (!map.length || map.length > most)
    throw badInput('INVALID_MODELS', 'map', `map must have 1 to ${most} models.`)
  return map.map(({ from, to }, i) => ({
    from: checkedModel(from, `map.${i}.from`, /\*./),
    to: checkedModel(to, `map.${i}.to`, /\*/),
  }))
}

const mostCharacters = 100

function checkedModel({ provider, model }: ModelInput, field: string, refused: RegExp): ModelName {
  for (const text of [provider ?? '', model])
    if (text.length > mostCharacters || !isStorable(text))
      throw badInput(
        'INVALID_MODELS',
        field,
        `Names of models and providers have up to ${mostCharacters} characters.`,
      )
  if (!model.trim()) throw badInput('INVALID_MODELS', field, 'The name of the model is missing.')
  if (refused.test(model))
    throw badInput('INVALID_PATTERN', field, 'Only `from` may have a *, as the last character of its model.')
  return { provider: provider?.trim() ?? '', model: model.trim() }
}

/** Each group of calls of the models in `swaps` with the first swap that fits. */
async function simulatedCalls(
  query: Query,
  measured: Measured,
  swaps: Swap[],
  book: PriceBook,
): Promise<Simulated[]> {
  const swapOf = (used: ModelName) => swaps.find(({ from }) => isOf(from, used))
  const models = (await usedModels(query, measured)).filter(swapOf)
  if (!models.length) return []
  const prices = swaps.flatMap(({ to }) => pricesOfModel(to.provider, to.model, book))
  const groups = await usedGroups(query, measured, { prices, models })
  return groups.map(group => simulated(group, swapOf(group)!.to, book))
}

const isOf = (from: ModelName, { provider, model }: ModelName): boolean =>
  (!from.provider || isSameProvider(from.provider, provider)) && matchScore(from.model, model) > 0

const mostModels = 10_000

/** The models that were used, with their providers. */
const usedModels = (query: Query, measured: Measured): Promise<ModelName[]> =>
  query.run<ModelName>(
    'simulateCost: models',
    sql`
select provider, model
from ${eventsOfMeasured(query, measured)} and name in ('ai_call', 'message') and model != ''
group by provider, model
order by count() desc
limit ${int(mostModels)}`,
  )

function toSimulation(all: Simulated[]): Omit<CostSimulation, 'meta'> {
  const numbers = numbersOf(all)
  const models = grouped(all, ({ group: { provider, model } }) => ({ provider: provider || null, model }))
  const bots = grouped(all, ({ group: { botId } }) => ({ botId: botId || null }))
  return {
    ...numbers,
    savingRate: Number(numbers.costUsd) ? Number(Big(numbers.savingUsd).div(numbers.costUsd)) : null,
    models: models.slice(0, mostListed).map(({ of, all: [first], ...rest }) => ({
      ...rest,
      ...of,
      toProvider: first!.to.provider || null,
      toModel: first!.to.model,
    })),
    bots: bots.slice(0, mostListed).map(({ of, all: _, ...rest }) => ({ ...rest, ...of })),
    hasMore: Math.max(models.length, bots.length) > mostListed,
    notSimulated: Object.values(NotSimulatedReason).flatMap(reason => notSimulated(all, reason)),
    assumptions: Object.values(CostAssumption).flatMap(assumption => assumed(all, assumption)),
  }
}

/** The compared calls by a part of them, the largest saving first. */
function grouped<Of extends object>(all: Simulated[], partOf: (one: Simulated) => Of) {
  const compared = all.filter(({ cost }) => cost !== null)
  const byPart = Map.groupBy(compared, one => JSON.stringify(partOf(one)))
  return [...byPart.values()]
    .map(all => ({ of: partOf(all[0]!), all, ...numbersOf(all) }))
    .sort((a, b) => Big(b.savingUsd).cmp(a.savingUsd) || b.calls - a.calls)
}

function notSimulated(all: Simulated[], reason: NotSimulatedReason): CostSimulation['notSimulated'] {
  const left = all.filter(one => one.reason === reason)
  return left.length
    ? [{ reason, calls: callsOf(left), costUsd: totalOf(left.map(({ group }) => group.costUsd)).toFixed() }]
    : []
}

function assumed(all: Simulated[], assumption: CostAssumption): CostSimulation['assumptions'] {
  const resting = all.filter(({ cost, group }) => cost !== null && assumptions[assumption](group))
  return resting.length ? [{ assumption, calls: callsOf(resting) }] : []
}

const callsOf = (all: Simulated[]): number => all.reduce((sum, { group }) => sum + group.calls, 0)
