import { type ClientBase, type Pool } from 'pg'
import { type Fact } from '../entities/fact-columns.ts'
import { transaction } from '../postgres/transaction.ts'
import { insertFacts, type Stored } from './insert-facts.ts'
import { keyOfUser, type NumberedUser, type SentUser, userArrays } from './sent-user.ts'

/**
 * Writes facts some of whose users were not known. Whether a fact is a duplicate shows only when it is inserted, and it
 * needs the number of its user by then: so the users are inserted first, and those that got no fact are removed again
 * before anyone can see them. `added` has the numbers of the others.
 */
export async function insertWithNewUsers(
  pool: Pool,
  newcomers: SentUser[],
  factsOf: (numbers: Map<string, number>) => Fact[],
): Promise<{ stored: Stored; added: Map<string, number> }> {
  return onClient(pool, client =>
    transaction(client, async () => {
      const users = await insertUsers(client, newcomers)
      const stored = await insertFacts(client, factsOf(numbersOf(users)))
      const withFact = new Set(stored.values())
      const removed = await removeNew(
        client,
        users.filter(({ no }) => !withFact.has(no)),
      )
      return { stored, added: numbersOf(users.filter(({ no }) => !removed.has(no))) }
    }),
  )
}

/** Sorted, so that two transactions that meet the same new users never wait for each other in a circle. */
async function insertUsers(client: ClientBase, users: SentUser[]): Promise<NumberedUser[]> {
  const { rows } = await client.query<NumberedUser>(
    `insert into users (project, external_id)
     select project, external_id from unnest($1::text[], $2::text[]) as sent (project, external_id)
     order by 1, 2
     on conflict (project, external_id) do update set external_id = excluded.external_id
     returning no, project, external_id`,
    userArrays(users),
  )
  return rows
}

const numbersOf = (users: NumberedUser[]) => new Map(users.map(user => [keyOfUser(user), user.no]))

/** Removes those of the users that this transaction inserted, and gives their numbers. */
async function removeNew(client: ClientBase, users: NumberedUser[]): Promise<Set<number>> {
  if (!users.length) return new Set()
  const { rows } = await client.query<{ no: number }>(
    'delete from users where no = any($1::integer[]) and changed_tx = pg_current_xact_id() returning no',
    [users.map(({ no }) => no)],
  )
  return new Set(rows.map(({ no }) => no))
}

/** A session that met an error may be broken: it does not go back into the pool. */
async function onClient<Result>(pool: Pool, run: (client: ClientBase) => Promise<Result>): Promise<Result> {
  const client = await pool.connect()
  try {
    const result = await run(client)
    client.release()
    return result
  } catch (error) {
    client.release(true)
    throw error
  }
}
