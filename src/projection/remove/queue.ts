import { randomBytes } from 'node:crypto'
import { type ClientBase, type Pool } from 'pg'

/** What is to leave both engines: the events of users, expired events of a kind, or everything of a project. */
export type Removing =
  | { users: number[] }
  | { kind: string; from: Date | null; before: Date }
  | { isWholeProject: true }

/** A removal as it is stored. */
export interface Removal {
  id: string
  project: string
  users: number[] | null
  kind: string | null
  /** Events before are gone already: the progress of a removal by time. */
  happenedFrom: Date | null
  happenedBefore: Date | null
  /** Whether the numbers of the days stay as they are. */
  keepsDays: boolean
}

/** Asks the projection to remove something. Returns the id of the removal. The ids of erased events are hashed with a key. */
export async function requestRemoval(
  client: ClientBase,
  project: string,
  removing: Removing,
): Promise<string> {
  const { users, kind, from, before } = { users: null, kind: null, from: null, before: null, ...removing }
  if (users)
    await client.query('insert into erasure_keys (project, key) values ($1, $2) on conflict do nothing', [
      project,
      randomBytes(32),
    ])
  const { rows } = await client.query<{ id: string }>(
    `insert into removals (project, users, kind, happened_from, happened_before, keeps_days)
     values ($1, $2, $3, $4, $5, $6) returning id::text`,
    [project, users, kind, from, before, kind !== null],
  )
  return rows[0]!.id
}

/** The oldest removal that is not done. */
export async function waitingRemoval(client: ClientBase): Promise<Removal | undefined> {
  const { rows } = await client.query<Removal>(
    `select id::text, project, users, kind, happened_from as "happenedFrom", happened_before as "happenedBefore",
       keeps_days as "keepsDays"
     from removals order by removals.id limit 1`,
  )
  return rows[0]
}

/** How many events a removal has taken from the log so far; undefined once it is done. */
export async function removedSoFar(pool: Pool, id: string): Promise<number | undefined> {
  const { rows } = await pool.query<{ removed: number }>(
    'select removed::float8 as removed from removals where id = $1',
    [id],
  )
  return rows[0]?.removed
}
