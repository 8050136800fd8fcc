import { type Pool } from 'pg'

/** Most users whose numbers are remembered; the least recently added make room. */
const capacity = 500_000

interface SentUser {
  project: string
  externalId: string
}

/** The dense number of every user sent, giving one to those seen for the first time. */
export type UserNumbers = (users: SentUser[]) => Promise<(user: SentUser) => number>

/** Remembers numbers, which never change, so that a known user costs no statement. */
export function userNumbers(log: Pool): UserNumbers {
  const known = new Map<string, number>()
  const key = (user: SentUser) => `${user.project}\0${user.externalId}`
  const learn = (rows: NumberedUser[]) => {
    for (const row of rows) known.set(key({ project: row.project, externalId: row.external_id }), row.no)
  }
  return async users => {
    const numbers = new Map<string, number>()
    const isNew = (user: SentUser) => known.get(key(user)) === undefined
    const missing = distinct(users.filter(isNew), key)
    if (missing.length) learn(await select(log, missing))
    const unknown = missing.filter(isNew)
    if (unknown.length) learn(await insert(log, unknown))
    for (const user of users) numbers.set(key(user), known.get(key(user))!)
    trim(known)
    return user => numbers.get(key(user))!
  }
}

interface NumberedUser {
  no: number
  project: string
  external_id: string
}

const arrays = (users: SentUser[]) => [users.map(user => user.project), users.map(user => user.externalId)]

async function select(log: Pool, users: SentUser[]): Promise<NumberedUser[]> {
  const { rows } = await log.query<NumberedUser>(
    `select no, project, external_id
     from users
     join unnest($1::text[], $2::text[]) as sent (project, external_id) using (project, external_id)`,
    arrays(users),
  )
  return rows
}

/** Sorted, so that two processes that meet the same new users never wait for each other in a circle. */
async function insert(log: Pool, users: SentUser[]): Promise<NumberedUser[]> {
  const { rows } = await log.query<NumberedUser>(
    `insert into users (project, external_id)
     select project, external_id from unnest($1::text[], $2::text[]) as sent (project, external_id)
     order by 1, 2
     on conflict (project, external_id) do update set external_id = excluded.external_id
     returning no, project, external_id`,
    arrays(users),
  )
  return rows
}

function distinct(users: SentUser[], key: (user: SentUser) => string): SentUser[] {
  return [...new Map(users.map(user => [key(user), user])).values()]
}

function trim(known: Map<string, number>): void {
  for (const key of known.keys()) {
    if (known.size <= capacity) return
    known.delete(key)
  }
}
