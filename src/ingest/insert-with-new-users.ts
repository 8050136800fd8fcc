import { type ClientBase, type Pool } from 'pg'
import { type EventRow } from '../entities/event-columns.ts'
import { pooledTransaction } from '../postgres/transaction.ts'
import { insertEvents } from './insert-events.ts'
import { keyOfUser, type NumberedUser, type SentUser, userArrays } from './sent-user.ts'

/**
 * Writes events of which some have users without a number. Only the insert of an event shows whether the event is a
 * duplicate, and the insert needs the number of the user. So this transaction inserts the users first, then the events,
 * then removes the users that got no event. `added` has the numbers of the other new users.
 */
export async function insertWithNewUsers(
  pool: Pool,
  newcomers: SentUser[],
  eventsOf: (numbers: Map<string, number>) => EventRow[],
): Promise<{ events: EventRow[]; isNew: boolean[]; added: Map<string, number> }> {
  return pooledTransaction(pool, async client => {
    const users = await insertUsers(client, newcomers)
    const events = eventsOf(numbersOf(users))
    const isNew = await insertEvents(client, events)
    const withEvent = new Set(events.filter((_, i) => isNew[i]).map(event => event.user_no))
    const removed = await removeNew(
      client,
      users.filter(({ no }) => !withEvent.has(no)),
    )
    return { events, isNew, added: numbersOf(users.filter(({ no }) => !removed.has(no))) }
  })
}

/** Sorted, so that two transactions with the same new users cannot deadlock. */
async function insertUsers(client: ClientBase, users: SentUser[]): Promise<NumberedUser[]> {
  const { rows } = await client.query<NumberedUser>(
    `insert into users (project, external_id)
     select project, external_id from unnest($1::text[], $2::text[]) as sent (project, external_id)
     order by 1, 2
     on conflict (project, external_id) do update set external_id = excluded.external_id
     returning coalesce(linked_to, no) as no, project, external_id`,
    userArrays(users),
  )
  return rows
}

const numbersOf = (users: NumberedUser[]) => new Map(users.map(user => [keyOfUser(user), user.no]))

/** Removes the users among these that this transaction inserted, and gives their numbers. */
async function removeNew(client: ClientBase, users: NumberedUser[]): Promise<Set<number>> {
  if (!users.length) return new Set()
  const { rows } = await client.query<{ no: number }>(
    'delete from users where no = any($1::integer[]) and changed_tx = pg_current_xact_id() returning no',
    [users.map(({ no }) => no)],
  )
  return new Set(rows.map(({ no }) => no))
}
