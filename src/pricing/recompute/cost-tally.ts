import Big from 'big.js'
import { type RecomputeCostsPayload, type RecomputedModel } from '../../schema/performance/recompute-costs.ts'
import { type Recomputed } from './recomputed.ts'

/** Adds up the changes of a recomputation, in total and by model. */
export interface CostTally {
  add(recomputed: Recomputed): void
  totals(): Totals
}

type Totals = Omit<RecomputeCostsPayload, 'dryRun' | 'isApplied' | 'userErrors'>

interface Sums {
  provider: string | null
  model: string
  examined: number
  changed: number
  before: Big
  after: Big
  stillUnknown: number
}

const mostModels = 100

export function createCostTally(): CostTally {
  const models = new Map<string, Sums>()
  return {
    add: recomputed => {
      const { provider, model } = recomputed.event
      const key = `${provider}\0${model}`
      const sums = models.get(key) ?? { provider, model, ...noSums }
      models.set(key, added(sums, recomputed))
    },
    totals: () => toTotals([...models.values()]),
  }
}

const noSums = { examined: 0, changed: 0, before: Big(0), after: Big(0), stillUnknown: 0 }

function added(sums: Sums, { event, cost, isChanged }: Recomputed): Sums {
  return {
    ...sums,
    examined: sums.examined + 1,
    changed: sums.changed + Number(isChanged),
    before: sums.before.plus(event.cost_usd ?? 0),
    after: sums.after.plus(cost.cost_usd ?? 0),
    stillUnknown: sums.stillUnknown + Number(cost.cost_source === 'UNKNOWN'),
  }
}

function toTotals(models: Sums[]): Totals {
  const before = models.reduce((sum, model) => sum.plus(model.before), Big(0))
  const after = models.reduce((sum, model) => sum.plus(model.after), Big(0))
  return {
    examined: models.reduce((sum, { examined }) => sum + examined, 0),
    changed: models.reduce((sum, { changed }) => sum + changed, 0),
    costBeforeUsd: before.toFixed(),
    costAfterUsd: after.toFixed(),
    differenceUsd: after.minus(before).toFixed(),
    byModel: models.sort(mostChanged).slice(0, mostModels).map(toModel),
    hasMoreModels: models.length > mostModels,
  }
}

const mostChanged = (a: Sums, b: Sums) =>
  b.changed - a.changed || b.examined - a.examined || (a.model < b.model ? -1 : 1)

const toModel = ({ before, after, ...counts }: Sums): RecomputedModel => ({
  ...counts,
  costBeforeUsd: before.toFixed(),
  costAfterUsd: after.toFixed(),
})
