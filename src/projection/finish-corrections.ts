import { type ClientBase } from 'pg'
import { transaction } from '../postgres/transaction.ts'
import { markDaysStale } from '../rollup/mark-days-stale.ts'
import { correctedFacts } from './corrected-facts.ts'
import { touchedTimeRanges } from './touched-time-ranges.ts'

/** The corrections are in ClickHouse: the days whose costs they change are to be rolled up anew. */
export async function finishCorrections(client: ClientBase, corrections: string[]): Promise<void> {
  await transaction(client, async () => {
    await markDaysStale(client, await touchedTimeRanges(client, `(${correctedFacts(corrections)})`))
    await client.query('delete from cost_corrections where id = any($1)', [corrections])
  })
}
