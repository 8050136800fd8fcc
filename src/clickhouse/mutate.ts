import { setTimeout as pause } from 'node:timers/promises'
import { type Engine, onEachNode, onOneNodeEach, type Statement } from './topology/engine.ts'

const pollMs = 25

/**
 * Runs an `alter table … update` or `… delete` to its end, on each server that holds rows. One that an earlier process left
 * unfinished is stopped first. It runs in the background: a request that waits for it would exceed the time limit of requests.
 * @throws Error with ClickHouse's reason when the rows cannot be changed
 */
export async function mutate(engine: Engine, table: string, { query, ...given }: Statement): Promise<void> {
  await stopUnfinished(engine, table)
  const background = { ...given, query: `${query}\nsettings mutations_sync = 0` }
  await onOneNodeEach(engine, node => node.command('projection', background))
  await onEachNode(engine, node => finished(node, table))
}

/** Stops what an earlier process left unfinished, before the rows that it reads are deleted. */
export async function stopUnfinished(engine: Engine, table: string): Promise<void> {
  await onEachNode(engine, node =>
    node.command('projection', {
      query: `kill mutation where database = currentDatabase() and table = {table:String} and not is_done sync`,
      query_params: { table },
    }),
  )
}

async function finished(node: Engine, table: string): Promise<void> {
  for (;;) {
    const [unfinished] = await node.rows<{ reason: string }>('projection', {
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
