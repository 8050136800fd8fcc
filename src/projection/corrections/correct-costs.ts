import { type Client } from 'pg'
import { type ClickHouse } from '../../clickhouse/client.ts'
import { copyOut } from '../../postgres/copy-out.ts'
import { correctedEvents } from '../corrected-events.ts'
import { finishCorrections } from '../finish-corrections.ts'
import { waitingCorrections } from './corrections.ts'

/**
 * Copies costs that were recomputed in the log to ClickHouse, and returns whether there were any. It copies costs, not
 * differences, so it may be repeated after a crash. An event that ClickHouse does not have yet is copied later with its
 * new cost.
 */
export async function correctCosts(client: Client, clickhouse: ClickHouse): Promise<boolean> {
  const corrections = await waitingCorrections(client)
  if (!corrections.length) return false
  await clickhouse.correctCosts(() => copyOut(client, copyOf(corrections)))
  await finishCorrections(client, corrections)
  return true
}

/** The columns are in the order of the table in ClickHouse. */
const copyOf = (corrections: string[]) => `copy (
  select seq, cost_usd, cost_source, saved_cost_usd
  from (${correctedEvents(corrections)}) corrected
) to stdout`
