import { type Pool } from 'pg'
import { type Metrics } from '../metrics.ts'

/** Sets the gauges of the destinations of all projects: how many are in each state, and the age of what waits for those that run. */
export async function measureDestinations(
  pool: Pool,
  { destinations, destinationsLag }: Pick<Metrics, 'destinations' | 'destinationsLag'>,
): Promise<void> {
  const { rows } = await pool.query<{ state: string; count: number; seconds: number }>(
    `select state, count(*)::integer as count, coalesce(max(greatest(seconds, 0)), 0)::float8 as seconds
     from destinations d left join lateral (
       select extract(epoch from now() - e.received_at) as seconds
       from (select * from events where (tx, seq) > (d.tx, d.seq) order by tx, seq limit 10000) e
       where d.state = 'RUNNING' and e.project = d.project and e.received_at >= d.since
       order by e.tx, e.seq limit 1) first on true
     group by state`,
  )
  for (const state of ['RUNNING', 'PAUSED', 'STOPPED'])
    destinations.set({ state }, rows.find(row => row.state === state)?.count ?? 0)
  destinationsLag.set(rows.find(row => row.state === 'RUNNING')?.seconds ?? 0)
}
