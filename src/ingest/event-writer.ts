import { type Pool } from 'pg'
import { type EventRow } from '../entities/event-columns.ts'
import { withInherited } from './inherit.ts'
import { insertEvents, type WrittenEvent, writtenEvents } from './insert-events.ts'
import { insertWithNewUsers } from './insert-with-new-users.ts'
import { type CheckedEvent } from './kinds/every-kind.ts'
import { keyOfUser, type SentUser } from './sent-user.ts'
import { userNumbers } from './user-numbers.ts'

/** Is given the events that are new to the log, after their commit. */
export type OnWritten = (events: EventRow[]) => void

/**
 * Writes events with the numbers of their users. A known user costs no statement; a new user is inserted in the same
 * transaction as the user's first event. When the call returns, everything is committed.
 */
export function eventWriter(
  pool: Pool,
  onWritten: OnWritten = () => undefined,
): (events: CheckedEvent[]) => Promise<WrittenEvent[]> {
  const known = userNumbers(pool)
  return async sent => {
    const events = await withInherited(pool, sent)
    const users = usersOf(events)
    const numbers = await known.of(users)
    if (numbers.size === users.size) {
      const rows = numbered(events, numbers)
      const isNew = await insertEvents(pool, rows)
      onWritten(rows.filter((_, i) => isNew[i]))
      return writtenEvents(pool, rows, isNew)
    }
    const newcomers = [...users].filter(([key]) => !numbers.has(key)).map(([, user]) => user)
    const {
      events: rows,
      isNew,
      added,
    } = await insertWithNewUsers(pool, newcomers, added => numbered(events, new Map([...numbers, ...added])))
    known.remember(added)
    onWritten(rows.filter((_, i) => isNew[i]))
    return writtenEvents(pool, rows, isNew)
  }
}

function usersOf(events: CheckedEvent[]): Map<string, SentUser> {
  const users = new Map<string, SentUser>()
  for (const { project, user_id } of events)
    if (user_id !== null) {
      const user = { project, external_id: user_id }
      users.set(keyOfUser(user), user)
    }
  return users
}

const numbered = (events: CheckedEvent[], numbers: Map<string, number>) =>
  events.map(({ user_id, visitor_id: _, ...event }) => ({
    ...event,
    user_no:
      user_id === null ? null : numbers.get(keyOfUser({ project: event.project, external_id: user_id }))!,
  }))
