import { type ClientBase, type Pool } from 'pg'
import { type EventColumn, type EventRow, eventColumnNames, eventColumns } from '../entities/event-columns.ts'

/** The key of an event in the log. */
export const eventKey = (event: { project: string; event_id: string }) =>
  `${event.project}\0${event.event_id}`

/** The keys of the events that were new to the log, each with the number of its user. */
export type Stored = Map<string, number | null>

/** Writes events with one statement, in their order. Outside of a transaction they are committed when it returns. */
export async function insertEvents(pool: Pool | ClientBase, events: EventRow[]): Promise<Stored> {
  const columns = eventColumnNames.filter(column => events.some(event => event[column] != null))
  const { rows } = await pool.query<{ project: string; event_id: string; user_no: number | null }>({
    text: insertStatement(columns),
    values: columns.map(column => events.map(event => event[column] ?? null)),
  })
  return new Map(rows.map(row => [eventKey(row), row.user_no]))
}

/** `unnest` binds one array per column, so the number of rows never meets the protocol's limit of 65,535 parameters. */
export function insertStatement(columns: EventColumn[]): string {
  const arrays = columns.map((column, i) => `$${i + 1}::${eventColumns[column].pg}[]`)
  const values = columns.map(column => (column === 'user_no' ? userOrLinked : column))
  const users = arrays[columns.indexOf('user_no')] ?? `'{}'::integer[]`
  return `with linked as materialized (
  select no, linked_to from users where no in (select distinct unnest(${users})) and linked_to is not null
)
insert into events (${columns.join(', ')})
select ${values.join(', ')} from unnest(${arrays.join(', ')}) as sent (${columns.join(', ')})
on conflict (project, event_id) do nothing
returning project, event_id, user_no`
}

/**
 * The number that a process remembers for a visitor may be older than the link of the visitor to a user. Each user of the
 * statement is looked up once, because rows of active users have many versions.
 */
const userOrLinked = `coalesce((select linked_to from linked where linked.no = sent.user_no), sent.user_no)`
