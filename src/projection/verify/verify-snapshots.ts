import { raw, sql } from '../../clickhouse/sql.ts'
import { differingParts } from './differing-parts.ts'
import { columnsDigests, type Day, logDay, logDigests } from './digest.ts'
import { type Compared, type Difference } from './verdict.ts'
import { written } from './written.ts'

const parts = [[written('user_no', 'integer')]]

/**
 * Compares the members of snapshots, by the day of the snapshot. A snapshot is copied to ClickHouse when a question
 * first uses it, so ClickHouse may lack snapshots.
 */
export async function verifySnapshots({ client, clickhouse, show }: Compared): Promise<Difference[]> {
  show('Comparing snapshots')
  // The id of the snapshot takes the place of the day.
  const held = await clickhouse.inspect<Day>(
    'verify: snapshots',
    sql`select toString(snapshot_id) as day, count() as rows, ${raw(columnsDigests(parts))} as digests
      from (select distinct snapshot_id, user_no from snapshot_members)
      group by snapshot_id`,
  )
  const { rows: stored } = await client.query<Day & { made: string }>(
    `select s.id::text as day, ${logDay('min(s.created_at)')} as made, count(m)::integer as rows,
       ${logDigests(parts)} as digests
     from segment_snapshots s left join segment_snapshot_members m on m.snapshot_id = s.id
     where s.id = any($1::bigint[])
     group by s.id`,
    [held.map(({ day }) => day)],
  )
  const ids = new Set(stored.map(({ day }) => day))
  const here = held.filter(({ day }) => ids.has(day))
  const differing = differingParts(stored, here, ['snapshots'], 'snapshots').map(({ day }) => day)
  const days = stored.filter(({ day }) => differing.includes(day)).map(({ made }) => made)
  return [...new Set(days)].map(day => ({ day, parts: ['snapshots'] }))
}
