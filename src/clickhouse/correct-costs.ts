import { type Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { type ClickHouseClient } from '@clickhouse/client'

/**
 * Gives facts other costs: rows of `seq`, `cost_usd`, `cost_source`, `saved_cost_usd`, tab-separated. Repeated it
 * does the same again. A correction that an earlier process left unfinished is ended first: the rows that it
 * still reads are about to go.
 */
export async function correctCosts(client: ClickHouseClient, rows: () => Readable): Promise<void> {
  await client.command({ query: endUnfinished })
  await client.command({ query: forgetRows })
  await client.insert({ table: 'cost_corrections', values: rows(), format: 'TabSeparated' })
  await client.command({ query: correct, query_params: { corrections: await tableName(client) } })
  await finished(client)
  await client.command({ query: forgetRows })
}

const endUnfinished = `kill mutation
where database = currentDatabase() and table = 'facts' and not is_done
sync`

const forgetRows = 'truncate table cost_corrections'

/** It runs in the background: waiting for it within one request would meet the time limit of requests. */
const correct = `alter table facts update
  cost_usd = joinGet({corrections:String}, 'cost_usd', seq),
  cost_source = joinGet({corrections:String}, 'cost_source', seq),
  saved_cost_usd = joinGet({corrections:String}, 'saved_cost_usd', seq)
where seq in (select seq from cost_corrections)
settings mutations_sync = 0`

/** In the background no database is selected, so the table needs the name of its own. */
async function tableName(client: ClickHouseClient): Promise<string> {
  const [row] = await rowsOf<{ name: string }>(client, 'select currentDatabase() as name')
  return `${row!.name}.cost_corrections`
}

const lookAgainMs = 25

/** @throws Error with ClickHouse's reason when the correction cannot be made */
async function finished(client: ClickHouseClient): Promise<void> {
  for (;;) {
    const [unfinished] = await rowsOf<{ reason: string }>(client, unfinishedCorrections)
    if (!unfinished) return
    if (unfinished.reason) throw new Error(`ClickHouse cannot correct costs: ${unfinished.reason}`)
    await pause(lookAgainMs)
  }
}

const unfinishedCorrections = `select latest_fail_reason as reason
from system.mutations
where database = currentDatabase() and table = 'facts' and not is_done`

async function rowsOf<Row>(client: ClickHouseClient, query: string): Promise<Row[]> {
  const result = await client.query({ query, format: 'JSONEachRow' })
  return result.json<Row>()
}
