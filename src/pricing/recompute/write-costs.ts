import { type ClientBase } from 'pg'
import { type Recomputed } from './recomputed.ts'

/**
 * Writes new costs into the log and records a correction for ClickHouse in the same statement, so that a crash loses
 * both or neither. The projection copies the correction to ClickHouse.
 * @returns the id of the correction
 */
export async function writeCosts(
  client: ClientBase,
  project: string,
  changed: Recomputed[],
): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `with corrected as (
       update events e
       set cost_usd = c.cost_usd, cost_source = c.cost_source, saved_cost_usd = c.saved_cost_usd
       from unnest($2::bigint[], $3::numeric[], $4::text[], $5::numeric[])
         as c (seq, cost_usd, cost_source, saved_cost_usd)
       where e.seq = c.seq and e.project = $1
       returning e.seq
     )
     insert into cost_corrections (project, seqs)
     select $1, array_agg(seq) from corrected
     returning id::text`,
    [
      project,
      changed.map(({ event }) => event.seq),
      changed.map(({ cost }) => cost.cost_usd),
      changed.map(({ cost }) => cost.cost_source),
      changed.map(({ cost }) => cost.saved_cost_usd),
    ],
  )
  return rows[0]!.id
}
