import { type ClientBase } from 'pg'
import { type ClickHouse } from '../clickhouse/client.ts'

/** Marks the precomputed days of these versions as stale. */
export async function markVersionsStale(client: ClientBase, versions: number[]): Promise<void> {
  if (!versions.length) return
  await client.query('update precomputed_days set is_stale = true where version = any($1) and not is_stale', [
    versions,
  ])
}

/** Marks the precomputed days as stale whose rows ClickHouse has lost, as it may in a power failure. */
export async function markLostDays(client: ClientBase, clickhouse: ClickHouse): Promise<void> {
  const { rows } = await client.query<{ version: number; rows: number }>(
    'select version::float8, rows::float8 from precomputed_days where not is_stale',
  )
  const held = await clickhouse.precomputed?.count(rows.map(({ version }) => version))
  const lost = rows.filter(day => (held?.get(day.version) ?? 0) !== day.rows)
  await markVersionsStale(
    client,
    lost.map(({ version }) => version),
  )
}
