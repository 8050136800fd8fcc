import { IANAZone } from 'luxon'
import { type Pool } from 'pg'

export interface KnownProject {
  id: string
  timeZone: string
  createdAt: Date
  /** Whether a token created it, as opposed to an operator. */
  isFromToken: boolean
}

/** @throws Error with a sentence that says what to change */
export function checkProjectId(id: string): void {
  if (!/^\P{C}{1,100}$/u.test(id)) throw new Error('A project must have 1 to 100 printable characters.')
}

/** @throws Error with a sentence that says what to change */
export async function createProject(pool: Pool, id: string, timeZone: string): Promise<void> {
  checkProjectId(id)
  if (!IANAZone.isValidZone(timeZone))
    throw new Error('A time zone must be a name of the IANA database, such as Europe/Berlin.')
  const { rowCount } = await pool.query(
    'insert into projects (id, time_zone) values ($1, $2) on conflict do nothing',
    [id, timeZone],
  )
  if (!rowCount) throw new Error(`The project ${id} already exists.`)
}

/** All projects, by id. */
export async function listProjects(pool: Pool): Promise<KnownProject[]> {
  const { rows } = await pool.query<KnownProject>(
    `select id, time_zone as "timeZone", created_at as "createdAt", from_token as "isFromToken"
     from projects
     order by id`,
  )
  return rows
}
