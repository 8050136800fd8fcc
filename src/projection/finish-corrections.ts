import { type ClientBase } from 'pg'
import { transaction } from '../postgres/transaction.ts'
import { markDaysStale } from '../rollup/mark-days-stale.ts'
import { correctedEvents } from './corrected-events.ts'
import { touchedTimeRanges } from './touched-time-ranges.ts'

/** Marks the days of the corrections as stale and deletes the corrections, once ClickHouse has them. */
export async function finishCorrections(client: ClientBase, corrections: string[]): Promise<void> {
  await transaction(client, async () => {
    await markDaysStale(client, await touchedTimeRanges(client, `(${correctedEvents(corrections)})`))
    await client.query('delete from cost_corrections where id = any($1)', [corrections])
  })
}
