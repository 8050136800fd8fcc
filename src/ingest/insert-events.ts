import { type ClientBase, type Pool } from 'pg'
import { type EventRow, type LoggedColumn } from '../entities/event-columns.ts'
import { erased } from '../entities/user.ts'
import { compareWithLog } from './compare-with-log.ts'
import { arraysOf, filledColumns, unnestedArrays } from './event-arrays.ts'

/** The outcome of writing an event. */
export interface WrittenEvent {
  /** False for a duplicate: the log had an event of this kind with this id. */
  isNew: boolean
  /** The time of the event in the log. */
  occurredAt: Date
  /** The same by the clock of the sender. */
  sentTime: Date
  /** Whether the event in the log lacks something that was sent, apart from the time. False for a new event. */
  isDifferent: boolean
  /** The event is neither new nor in the log: it was erased, or its user is gone, whose number the statement had. */
  isErased?: boolean
}

/**
 * Writes events with one statement, in their order, and gives for each whether it was new to the log. Outside of a
 * transaction they are committed when it returns.
 */
export async function insertEvents(pool: Pool | ClientBase, events: EventRow[]): Promise<boolean[]> {
  const columns = filledColumns(events)
  const { rows } = await pool.query<EventKey>({
    text: insertStatement(columns),
    values: arraysOf(columns, events),
  })
  const added = new Set(rows.map(keyOf))
  return events.map(event => added.delete(keyOf(event)))
}

/** The outcomes of events that are committed. Duplicates are compared now, when no other writer waits for these events. */
export async function writtenEvents(
  pool: Pool,
  events: EventRow[],
  isNew: boolean[],
): Promise<WrittenEvent[]> {
  const duplicates = events.filter((_, i) => !isNew[i])
  const stored = (duplicates.length ? await compareWithLog(pool, duplicates) : []).values()
  return events.map((event, i) => (isNew[i] ? newEvent(event) : { isNew: false, ...stored.next().value! }))
}

type EventKey = Pick<EventRow, 'project' | 'event_id' | 'kind'>

/** The key of an event in the log. */
const keyOf = ({ project, event_id, kind }: EventKey) => `${project}\0${kind}\0${event_id}`

const newEvent = (event: EventRow): WrittenEvent => ({
  isNew: true,
  occurredAt: new Date(event.occurred_at),
  sentTime: sentTime(event),
  isDifferent: false,
})

/** The time of an event by the clock of the sender. */
export const sentTime = ({ occurred_at, original_at }: Pick<EventRow, 'occurred_at' | 'original_at'>): Date =>
  new Date(String(original_at ?? occurred_at))

/**
 * The number that a process remembers for a visitor may be older than the link of the visitor to a user, and the user may be gone,
 * erased or deleted with the project: nothing is inserted then. Each user of the statement is looked up once, because rows of
 * active users have many versions.
 */
export function insertStatement(columns: LoggedColumn[]): string {
  const values = columns.map(column => (column === 'user_no' ? userOrLinked : column))
  const hasUsers = columns.includes('user_no')
  const users = hasUsers ? `$${columns.indexOf('user_no') + 1}::integer[]` : `'{}'::integer[]`
  return `with known as materialized (
  select no, linked_to from users where no in (select distinct unnest(${users}))
), linked as materialized (
  select no, linked_to from known where linked_to is not null
)
insert into events (${columns.join(', ')})
select ${values.join(', ')} from ${unnestedArrays(columns)} as sent (${columns.join(', ')})
where ${hasUsers ? isOfUser : 'true'} and ${isNotErased}
on conflict (project, event_id, kind) do nothing
returning project, event_id, kind`
}

/** No retry brings an erased event back. A project without erasures pays nothing. */
const isNotErased = `(sent.project not in (select project from erasure_keys) or not exists (
  select from erased_events gone
  where gone.project = sent.project and gone.hash = erased_hash(sent.project, sent.kind, sent.event_id)))`

const isOfUser = `(sent.user_no is null or sent.user_no in (select no from known where linked_to is distinct from ${erased}))`

const userOrLinked = `coalesce((select linked_to from linked where linked.no = sent.user_no), sent.user_no)`
