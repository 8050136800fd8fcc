import { type ClientBase, type Pool } from 'pg'
import { tooManyProjects, unavailableAtOnce, unknownProject } from '../errors.ts'
import { isOutage } from '../postgres/database.ts'
import { transaction } from '../postgres/transaction.ts'

/** Whether the project of a token may be used. */
export interface Projects {
  /** @throws UNKNOWN_PROJECT, TOO_MANY_PROJECTS, DB_UNAVAILABLE */
  admit(project: string): Promise<void>
}

export interface ProjectRules {
  /** Whether a token makes the project that it names. */
  areOpen: boolean
  /** How many projects tokens make in a day, in all processes together; 0 for no limit. */
  mostNew: number
}

/** More than this would take more memory than a look into PostgreSQL is worth. */
const mostRemembered = 100_000

/** Projects are never taken away: a process looks for each of them once. Requests that come at once share the look. */
export function admitProjects(pool: Pool, { areOpen, mostNew }: ProjectRules): Projects {
  const known = new Set<string>()
  const looks = new Map<string, Promise<void>>()
  let fullUntil = 0

  const make = async (project: string) => {
    if (!areOpen) throw unknownProject()
    const fullMs = fullUntil - performance.now()
    if (fullMs > 0) throw tooManyProjects(mostNew, fullMs)
    const waitMs = await makeOrWait(pool, project, mostNew)
    if (waitMs === undefined) return
    fullUntil = performance.now() + waitMs
    throw tooManyProjects(mostNew, waitMs)
  }
  const look = async (project: string) => {
    try {
      if (!(await isThere(pool, project))) await make(project)
      if (known.size >= mostRemembered) known.clear()
      known.add(project)
    } catch (error) {
      throw isOutage(error) ? unavailableAtOnce('PostgreSQL') : error
    } finally {
      looks.delete(project)
    }
  }
  return {
    admit: async project => {
      if (known.has(project)) return
      const looking = looks.get(project) ?? look(project)
      looks.set(project, looking)
      await looking
    },
  }
}

async function isThere(pool: Pool | ClientBase, project: string): Promise<boolean> {
  const { rows } = await pool.query('select from projects where id = $1', [project])
  return rows.length > 0
}

/** Any number, but the same in every process: two that count at once would both find room for the last project. */
const projectsLock = 7_411_010

/** Makes the project, or gives the milliseconds until there is room for another one. */
async function makeOrWait(pool: Pool, project: string, mostNew: number): Promise<number | undefined> {
  const client = await pool.connect()
  let isUseful = false
  try {
    const waitMs = await transaction(client, () => makeWhereRoom(client, project, mostNew))
    isUseful = true
    return waitMs
  } finally {
    client.release(!isUseful)
  }
}

async function makeWhereRoom(client: ClientBase, project: string, mostNew: number) {
  await client.query('select pg_advisory_xact_lock($1)', [projectsLock])
  // Another process may have made it meanwhile.
  if (await isThere(client, project)) return undefined
  const waitMs = mostNew ? await msUntilRoom(client, mostNew) : undefined
  if (waitMs === undefined)
    await client.query('insert into projects (id, from_token) values ($1, true) on conflict do nothing', [
      project,
    ])
  return waitMs
}

/** Until the oldest of so many new projects is a day old; undefined when there are fewer. */
async function msUntilRoom(client: ClientBase, mostNew: number): Promise<number | undefined> {
  const { rows } = await client.query<{ ms: number }>(
    `select extract(epoch from created_at + interval '1 day' - now())::float8 * 1000 as ms
     from projects
     where from_token and created_at > now() - interval '1 day'
     order by created_at desc
     offset $1 limit 1`,
    [mostNew - 1],
  )
  return rows[0]?.ms
}
