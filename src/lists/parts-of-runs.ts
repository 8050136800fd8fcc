import { type QueryScope } from '../analytics/query/query-scope.ts'
import { Delivery } from '../entities/reports/delivery.ts'
import { ReportRun, type RunBlock } from '../entities/reports/report-run.ts'

/** The blocks of runs, in the order of the ids; null for a run that is not done. */
export async function blocksOfRuns(
  { em }: Pick<QueryScope, 'em'>,
  ids: readonly string[],
): Promise<(RunBlock[] | null)[]> {
  const runs = await em.find(ReportRun, { id: { $in: [...ids] } }, { populate: ['blocks'] })
  const blocks = new Map(runs.map(run => [run.id, run.blocks]))
  return ids.map(id => blocks.get(id) ?? null)
}

/** The deliveries of runs, in the order of the ids. */
export async function deliveriesOfRuns(
  { em }: Pick<QueryScope, 'em'>,
  ids: readonly string[],
): Promise<Delivery[][]> {
  const found = await em.find(
    Delivery,
    { runId: { $in: [...ids] } },
    { orderBy: { channel: 'asc', recipient: 'asc' } },
  )
  const byRun = Map.groupBy(found, ({ runId }) => runId)
  return ids.map(id => byRun.get(id) ?? [])
}
