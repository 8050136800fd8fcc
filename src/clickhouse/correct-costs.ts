import { type Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { type Engine } from './topology/engine.ts'

const table = 'cost_corrections'
const columns = ['seq', 'cost_usd', 'cost_source', 'saved_cost_usd'] as const

/**
 * Replaces the costs of events: tab-separated rows of `seq`, `cost_usd`, `cost_source`, `saved_cost_usd`. Repeating it
 * has no effect. A correction that an earlier process left unfinished is stopped first, because the rows that it
 * reads are deleted here.
 */
export async function correctCosts(engine: Engine, rows: () => Readable): Promise<void> {
  await engine.command('projection', { query: stopUnfinished })
  await engine.command('projection', { query: deleteRows })
  await engine.insert('projection', { table, columns, rows: rows() })
  await engine.command('projection', {
    query: correct,
    query_params: { corrections: await tableName(engine) },
  })
  await finished(engine)
  await engine.command('projection', { query: deleteRows })
}

const stopUnfinished = `kill mutation
where database = currentDatabase() and table = 'events' and not is_done
sync`

const deleteRows = `truncate table ${table}`

/** Runs in the background: one request that waits for the correction would exceed the time limit of requests. */
const correct = `alter table events update
  cost_usd = joinGet({corrections:String}, 'cost_usd', seq),
  cost_source = joinGet({corrections:String}, 'cost_source', seq),
  saved_cost_usd = joinGet({corrections:String}, 'saved_cost_usd', seq)
where seq in (select seq from cost_corrections)
settings mutations_sync = 0`

/** A background statement has no current database, so the table is named with its database. */
async function tableName(engine: Engine): Promise<string> {
  const [row] = await engine.rows<{ name: string }>('projection', {
    query: 'select currentDatabase() as name',
  })
  return `${row!.name}.${table}`
}

const pollMs = 25

/** @throws Error with ClickHouse's reason when the correction cannot be made */
async function finished(engine: Engine): Promise<void> {
  for (;;) {
    const [unfinished] = await engine.rows<{ reason: string }>('projection', { query: unfinishedCorrections })
    if (!unfinished) return
    if (unfinished.reason) throw new Error(`ClickHouse cannot correct costs: ${unfinished.reason}`)
    await pause(pollMs)
  }
}

const unfinishedCorrections = `select latest_fail_reason as reason
from system.mutations
where database = currentDatabase() and table = 'events' and not is_done`
