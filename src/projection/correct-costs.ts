import { type Client } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { type ClickHouse } from '../clickhouse/client.ts'
import { correctedFacts } from './corrected-facts.ts'
import { waitingCorrections } from './corrections.ts'
import { finishCorrections } from './finish-corrections.ts'

/**
 * Brings costs that were recomputed in the log to the facts that ClickHouse has already; gives whether there were
 * any. What is brought are costs, not differences, so that it may be repeated after a crash. A fact that is not
 * there yet is copied with its new cost.
 */
export async function correctCosts(client: Client, clickhouse: ClickHouse): Promise<boolean> {
  const corrections = await waitingCorrections(client)
  if (!corrections.length) return false
  await clickhouse.correctCosts(() => client.query(copyTo(copyOf(corrections))))
  await finishCorrections(client, corrections)
  return true
}

/** The columns in the order of the table in ClickHouse. */
const copyOf = (corrections: string[]) => `copy (
  select seq, cost_usd, cost_source, saved_cost_usd
  from (${correctedFacts(corrections)}) corrected
) to stdout`
