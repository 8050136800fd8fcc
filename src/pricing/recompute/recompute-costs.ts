import { type Client } from 'pg'
import { checkText } from '../../analytics/query/check-text.ts'
import { toRange } from '../../analytics/query/range.ts'
import { calendarOf } from '../../analytics/query/resolve-query.ts'
import { badInput } from '../../errors.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import {
  type RecomputeCostsInput,
  type RecomputeCostsPayload,
} from '../../schema/performance/recompute-costs.ts'
import { matchScore } from '../match-model.ts'
import { readPrices } from '../prices.ts'
import { isSameProvider } from '../provider-names.ts'
import { type CostedEvent, costPages } from './cost-pages.ts'
import { createCostTally } from './cost-tally.ts'
import { lastCorrection } from './last-correction.ts'
import { recomputed } from './recomputed.ts'
import { writeCosts } from './write-costs.ts'

/** Waits up to 10 s until ClickHouse has a correction and all earlier ones; returns whether it has. */
type Corrected = (id: string) => Promise<boolean>

/**
 * Recomputes the costs of calls and messages of a range from the current prices, or reports the changes (`dryRun`). A
 * cost given by the sender stays. Costs are written page by page: when the client goes away, the recomputation stops
 * after a page, and may be repeated to continue.
 * @throws RECOMPUTE_RUNNING, INVALID_TEXT, and as `toRange` does
 */
export async function recomputeCosts(
  scope: RequestScope,
  corrected: Corrected,
  input: RecomputeCostsInput,
): Promise<Recomputation> {
  checkText(input.provider, 'provider')
  checkText(input.model, 'model')
  return alone(scope, session => recompute(scope, corrected, session, input))
}

/** The numbers of a recomputation that did not start. */
export const notRecomputed = ({ dryRun }: RecomputeCostsInput): Recomputation => ({
  ...createCostTally().totals(),
  dryRun,
  isApplied: true,
})

type Recomputation = Omit<RecomputeCostsPayload, 'userErrors'>

/** The lock of a recomputation, together with the hash of the project's name. */
const recomputationLock = 7_411_003

/** @throws RECOMPUTE_RUNNING: two recomputations would overwrite each other with prices of different times */
async function alone<Result>(
  scope: RequestScope,
  work: (session: Client) => Promise<Result>,
): Promise<Result> {
  const session = await scope.openSession()
  try {
    const { rows } = await session.query('select pg_try_advisory_lock($1, hashtext($2)) as mine', [
      recomputationLock,
      scope.project,
    ])
    if (!rows[0].mine)
      throw badInput(
        'RECOMPUTE_RUNNING',
        'input',
        'Costs of this project are being recomputed. Try again later.',
      )
    return await work(session)
  } finally {
    await session.end()
  }
}

async function recompute(
  scope: RequestScope,
  corrected: Corrected,
  session: Client,
  input: RecomputeCostsInput,
): Promise<Recomputation> {
  const { project, gone, pool, asOf, changes } = scope
  const range = toRange(input.range, await calendarOf(scope, input), asOf)
  const book = await readPrices(pool, project)
  const tally = createCostTally()
  let isWritten = false
  for await (const events of costPages(session, project, range)) {
    const page = events.filter(event => isSelected(event, input)).map(event => recomputed(event, book))
    page.forEach(tally.add)
    const changed = page.filter(({ isChanged }) => isChanged)
    if (changed.length && !input.dryRun) {
      await writeCosts(session, project, changed)
      if (!isWritten) changes.push({ action: 'UPDATED', kind: 'COSTS', id: null, name: null })
      isWritten = true
    }
    if (gone.aborted) break
  }
  const isApplied = input.dryRun || (await isAllCorrected(scope, corrected, session))
  return { ...tally.totals(), dryRun: input.dryRun, isApplied }
}

/** Includes the corrections of an interrupted recomputation, for which a repeated one finds nothing to change. */
async function isAllCorrected(
  { project }: RequestScope,
  corrected: Corrected,
  session: Client,
): Promise<boolean> {
  const last = await lastCorrection(session, project)
  return last === null || corrected(last)
}

const isSelected = (event: CostedEvent, { provider, model }: RecomputeCostsInput) =>
  (provider == null || isSameProvider(provider, event.provider ?? '')) &&
  (model == null || matchScore(model, event.model) > 0)
