import { type Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { type Engine } from './topology/engine.ts'

const table = 'cost_corrections'
const columns = ['seq', 'cost_usd', 'cost_source', 'saved_cost_usd'] as const

/**
 * Gives facts other costs: rows of `seq`, `cost_usd`, `cost_source`, `saved_cost_usd`, tab-separated. Repeated it
 * does the same again. A correction that an earlier process left unfinished is ended first: the rows that it
 * still reads are about to go.
 */
export async function correctCosts(engine: Engine, rows: () => Readable): Promise<void> {
  await engine.command('projection', { query: endUnfinished })
  await engine.command('projection', { query: forgetRows })
  await engine.insert('projection', { table, columns, rows: rows() })
  await engine.command('projection', {
    query: correct,
    query_params: { corrections: await tableName(engine) },
  })
  await finished(engine)
  await engine.command('projection', { query: forgetRows })
}

const endUnfinished = `kill mutation
where database = currentDatabase() and table = 'facts' and not is_done
sync`

const forgetRows = `truncate table ${table}`

/** It runs in the background: waiting for it within one request would meet the time limit of requests. */
const correct = `alter table facts update
  cost_usd = joinGet({corrections:String}, 'cost_usd', seq),
  cost_source = joinGet({corrections:String}, 'cost_source', seq),
  saved_cost_usd = joinGet({corrections:String}, 'saved_cost_usd', seq)
where seq in (select seq from cost_corrections)
settings mutations_sync = 0`

/** In the background no database is selected, so the table needs the name of its own. */
async function tableName(engine: Engine): Promise<string> {
  const [row] = await engine.rows<{ name: string }>('projection', {
    query: 'select currentDatabase() as name',
  })
  return `${row!.name}.${table}`
}

const lookAgainMs = 25

/** @throws Error with ClickHouse's reason when the correction cannot be made */
async function finished(engine: Engine): Promise<void> {
  for (;;) {
    const [unfinished] = await engine.rows<{ reason: string }>('projection', { query: unfinishedCorrections })
    if (!unfinished) return
    if (unfinished.reason) throw new Error(`ClickHouse cannot correct costs: ${unfinished.reason}`)
    await pause(lookAgainMs)
  }
}

const unfinishedCorrections = `select latest_fail_reason as reason
from system.mutations
where database = currentDatabase() and table = 'facts' and not is_done`
