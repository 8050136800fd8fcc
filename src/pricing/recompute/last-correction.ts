import { type Client } from 'pg'

/** The latest correction of costs of a project that ClickHouse does not have yet; null when there is none. */
export async function lastCorrection(session: Client, project: string): Promise<string | null> {
  const { rows } = await session.query<{ id: string | null }>(
    'select max(id)::text as id from cost_corrections where project = $1',
    [project],
  )
  return rows[0]!.id
}
