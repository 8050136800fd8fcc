import { setTimeout as pause } from 'node:timers/promises'
import { type Engine, type Statement } from './topology/engine.ts'

const pollMs = 25

/**
 * Runs an `alter table … update` or `… delete` to its end. One that an earlier process left unfinished is stopped first.
 * It runs in the background: a request that waits for it would exceed the time limit of requests.
 * @throws Error with ClickHouse's reason when the rows cannot be changed
 */
export async function mutate(engine: Engine, table: string, { query, ...given }: Statement): Promise<void> {
  await stopUnfinished(engine, table)
  await engine.command('projection', { ...given, query: `${query}\nsettings mutations_sync = 0` })
  await finished(engine, table)
}

/** Stops what an earlier process left unfinished, before the rows that it reads are deleted. */
export const stopUnfinished = (engine: Engine, table: string): Promise<void> =>
  engine.command('projection', {
    query: `kill mutation where database = currentDatabase() and table = {table:String} and not is_done sync`,
    query_params: { table },
  })

async function finished(engine: Engine, table: string): Promise<void> {
  for (;;) {
    const [unfinished] = await engine.rows<{ reason: string }>('projection', {
      query: `select latest_fail_reason as reason
from system.mutations
where database = currentDatabase() and table = {table:String} and not is_done`,
      query_params: { table },
    })
    if (!unfinished) return
    if (unfinished.reason) throw new Error(`ClickHouse cannot correct ${table}: ${unfinished.reason}`)
    await pause(pollMs)
  }
}
