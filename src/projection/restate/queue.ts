import { type ClientBase, type Pool } from 'pg'

/** A restatement has up to 5,000 events. ClickHouse rewrites whole columns for any number of events, so more is better. */
const mostRestatements = 20
const mostLinks = 500

/** The oldest restatements that ClickHouse does not have yet. */
export async function waitingRestatements(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select id::text from restatements order by restatements.id limit ${mostRestatements}`,
  )
  return rows.map(({ id }) => id)
}

/** Whether ClickHouse has every restatement. Links may wait, whose events are yet to be moved. */
export const isAllRestated = async (client: ClientBase): Promise<boolean> =>
  (await waitingRestatements(client)).length === 0

/** A link between a visitor and a user; events may still have the number of the visitor. */
export interface WaitingLink {
  id: string
  visitorNo: number
  userNo: number
}

/** The oldest links that are not applied yet. */
export async function waitingLinks(client: ClientBase): Promise<WaitingLink[]> {
  const { rows } = await client.query<WaitingLink>(
    `select l.id::text, l.visitor_no as "visitorNo", u.linked_to as "userNo"
     from waiting_links l join users u on u.no = l.visitor_no
     order by l.id
     limit ${mostLinks}`,
  )
  return rows
}

/** SQL for the last of the links and restatements that wait; null when none waits. */
export const selectLastWaiting = `greatest((select max(id) from waiting_links), (select max(id) from restatements))::text`

/** Whether no link and no restatement up to this one waits any more. */
export async function isRestated(pool: Pool, id: string): Promise<boolean> {
  const { rows } = await pool.query<{ done: boolean }>(
    `select not exists (select from waiting_links where id <= $1)
       and not exists (select from restatements where id <= $1) as done`,
    [id],
  )
  return rows[0]!.done
}

/** When the oldest link or restatement that waits was made; null when none waits. */
export async function waitingSince(pool: Pool): Promise<Date | null> {
  const { rows } = await pool.query<{ since: Date | null }>(
    `select least((select min(created_at) from waiting_links), (select min(created_at) from restatements)) as since`,
  )
  return rows[0]!.since
}
