import { type Pool } from 'pg'
import { type EventRow } from '../entities/event-columns.ts'
import { withInherited } from './inherit.ts'
import { insertEvents, type WrittenEvent, writtenEvents } from './insert-events.ts'
import { insertWithNewUsers } from './insert-with-new-users.ts'
import { type CheckedEvent } from './kinds/every-kind.ts'
import { keyOfUser, type SentUser } from './sent-user.ts'
import { type UserNumbers, userNumbers } from './user-numbers.ts'

/** Is given the events that are new to the log, after their commit. */
export type OnWritten = (events: EventRow[]) => void

/** Writes events. When `write` returns, everything is committed. */
export interface EventWriter {
  write(events: CheckedEvent[]): Promise<WrittenEvent[]>
  /** Forgets the numbers of users, some of which were erased. */
  forgetUsers(): void
}

/**
 * Writes events with the numbers of their users. A known user costs no statement; a new user is inserted in the same
 * transaction as the user's first event.
 */
export function eventWriter(pool: Pool, onWritten: OnWritten = () => undefined): EventWriter {
  const known = userNumbers(pool)
  const write = async (sent: CheckedEvent[]): Promise<WrittenEvent[]> => {
    const { rows, isNew } = await inserted(pool, known, await withInherited(pool, sent))
    onWritten(rows.filter((_, i) => isNew[i]))
    return writtenEvents(pool, rows, isNew)
  }
  return {
    forgetUsers: known.forget,
    write: async sent => {
      const written = await write(sent)
      if (!written.some(({ isErased }) => isErased)) return written
      // This process may not have heard yet that a user was erased. An erased event is refused again.
      known.forget()
      return replaced(written, await write(sent.filter((_, i) => written[i]!.isErased)))
    },
  }
}

function replaced(written: WrittenEvent[], again: WrittenEvent[]): WrittenEvent[] {
  const others = again.values()
  return written.map(event => (event.isErased ? others.next().value! : event))
}

/** Inserts events, with their new users if they have any. */
async function inserted(
  pool: Pool,
  known: UserNumbers,
  events: CheckedEvent[],
): Promise<{ rows: EventRow[]; isNew: boolean[] }> {
  const users = usersOf(events)
  const numbers = await known.of(users)
  if (numbers.size === users.size) {
    const rows = numbered(events, numbers)
    return { rows, isNew: await insertEvents(pool, rows) }
  }
  const newcomers = [...users].filter(([key]) => !numbers.has(key)).map(([, user]) => user)
  const {
    events: rows,
    isNew,
    added,
  } = await insertWithNewUsers(pool, newcomers, added => numbered(events, new Map([...numbers, ...added])))
  known.remember(added)
  return { rows, isNew }
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
