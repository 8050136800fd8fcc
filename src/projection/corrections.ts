import { type ClientBase, type Pool } from 'pg'

/** One of them has up to 5,000 facts, and ClickHouse rewrites whole columns for however many it gets. */
const mostCorrections = 20

/** The oldest corrections of costs that ClickHouse has still to be told; each is recorded with the costs in the log. */
export async function waitingCorrections(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select c.id::text as id from cost_corrections c order by c.id limit ${mostCorrections}`,
  )
  return rows.map(({ id }) => id)
}

/** Whether ClickHouse has been told of a correction and those before it. */
export async function isCorrected(pool: Pool, id: string): Promise<boolean> {
  const { rows } = await pool.query<{ done: boolean }>(
    'select not exists (select from cost_corrections where id <= $1) as done',
    [id],
  )
  return rows[0]!.done
}
