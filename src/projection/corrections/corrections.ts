import { type ClientBase, type Pool } from 'pg'

/** A correction has up to 5,000 events. ClickHouse rewrites whole columns for any number of events, so more is better. */
const mostCorrections = 20

/** The oldest corrections of costs that ClickHouse does not have yet. */
export async function waitingCorrections(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select c.id::text as id from cost_corrections c order by c.id limit ${mostCorrections}`,
  )
  return rows.map(({ id }) => id)
}

/** Whether ClickHouse has this correction and all before it. */
export async function isCorrected(pool: Pool, id: string): Promise<boolean> {
  const { rows } = await pool.query<{ done: boolean }>(
    'select not exists (select from cost_corrections where id <= $1) as done',
    [id],
  )
  return rows[0]!.done
}
