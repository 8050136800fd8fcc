import { type Pool } from 'pg'

/** Most users whose numbers are remembered; the least recently added make room. */
const capacity = 500_000

interface SentUser {
  project: string
  externalId: string
}

/** The dense number of every user sent, in their order; one is given to those seen for the first time. */
export type UserNumbers = (users: (SentUser | null)[]) => Promise<(number | null)[]>

const keyOf = ({ project, externalId }: SentUser) => `${project}\0${externalId}`

/** Remembers numbers, which never change, so that a known user costs no statement. */
export function userNumbers(log: Pool): UserNumbers {
  const known = new Map<string, number>()
  return async users => {
    const keys = users.map(user => user && keyOf(user))
    const missing = new Map<string, SentUser>()
    const found = keys.map((key, i) => {
      const no = key === null ? null : known.get(key)
      if (no === undefined) missing.set(key!, users[i]!)
      return no
    })
    if (!missing.size) return found as (number | null)[]
    const learned = await numbersOf(log, missing)
    for (const [key, no] of learned) known.set(key, no)
    trim(known)
    return found.map((no, i) => (no === undefined ? learned.get(keys[i]!)! : no))
  }
}

/** The numbers of users that are not remembered, by their keys. */
async function numbersOf(log: Pool, users: Map<string, SentUser>): Promise<Map<string, number>> {
  const numbers = new Map<string, number>()
  const learn = (rows: NumberedUser[]) => {
    for (const { project, external_id, no } of rows)
      numbers.set(keyOf({ project, externalId: external_id }), no)
  }
  learn(await select(log, [...users.values()]))
  const unknown = [...users].filter(([key]) => !numbers.has(key)).map(([, user]) => user)
  if (unknown.length) learn(await insert(log, unknown))
  return numbers
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

function trim(known: Map<string, number>): void {
  for (const key of known.keys()) {
    if (known.size <= capacity) return
    known.delete(key)
  }
}
