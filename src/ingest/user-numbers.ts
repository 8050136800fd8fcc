import { type Pool } from 'pg'
import { keyOfUser, type NumberedUser, type SentUser, userArrays } from './sent-user.ts'

/** The most users that the process remembers; the users that it added first are forgotten. */
const capacity = 500_000

/**
 * The numbers of users. The number of a user never changes. A visitor that is linked later keeps its number here: the
 * insert of events replaces it.
 */
export interface UserNumbers {
  /** The numbers of the users among these that have one, by the key of the user. */
  of(users: Map<string, SentUser>): Promise<Map<string, number>>
  /** Remembers numbers that are committed: their users cost no statement from now on. */
  remember(numbers: Map<string, number>): void
  /** Forgets all numbers: some of these users were erased. */
  forget(): void
}

export function userNumbers(pool: Pool): UserNumbers {
  const known = new Map<string, number>()
  const remember = (numbers: Map<string, number>) => {
    for (const [key, no] of numbers) known.set(key, no)
    trim(known)
  }
  return {
    of: async users => {
      const numbers = new Map<string, number>()
      const missing: SentUser[] = []
      for (const [key, user] of users) {
        const no = known.get(key)
        if (no === undefined) missing.push(user)
        else numbers.set(key, no)
      }
      if (!missing.length) return numbers
      const found = await select(pool, missing)
      remember(found)
      return new Map([...numbers, ...found])
    },
    remember,
    forget: () => known.clear(),
  }
}

async function select(pool: Pool, users: SentUser[]): Promise<Map<string, number>> {
  const { rows } = await pool.query<NumberedUser>(
    `select coalesce(linked_to, no) as no, project, external_id
     from users
     join unnest($1::text[], $2::text[]) as sent (project, external_id) using (project, external_id)`,
    userArrays(users),
  )
  return new Map(rows.map(row => [keyOfUser(row), row.no]))
}

function trim(known: Map<string, number>): void {
  for (const key of known.keys()) {
    if (known.size <= capacity) return
    known.delete(key)
  }
}
