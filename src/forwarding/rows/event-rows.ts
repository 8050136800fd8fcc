import { eventColumnNames, eventColumns } from '../../entities/event-columns.ts'
import { erased } from '../../entities/user.ts'
import { type Row, usableId, uuidOf } from './row.ts'

/** A row of the log with the id of its user, as `eventSelection` reads it. */
export interface LoggedEvent extends Record<string, unknown> {
  seq: string
  tx: string
  project: string
  event_id: string
  kind: string
  name: string
  user_id: string | null
  occurred_at: Date
  received_at: Date
  properties: Record<string, unknown> | null
}

/** The columns of `events e`, and the id of the user to whom the events belong now. */
export const eventSelection = `e.seq::text, e.tx::text, e.received_at, ${eventColumnNames.map(name => `e.${name}`).join(', ')},
  coalesce(owner.external_id, sender.external_id) as user_id`
export const joinedUsers = `left join users sender on sender.no = e.user_no
  left join users owner on owner.no = sender.linked_to`
/** Leaves out the events of erased users, which are about to be removed. */
export const isNotErased = `sender.linked_to is distinct from ${erased}`

/** The columns that a row has in a place of their own. */
const placed = ['project', 'event_id', 'kind', 'name', 'user_no', 'occurred_at', 'properties']
const otherColumns = eventColumnNames.filter(name => !placed.includes(name))

/** Columns whose names in the API differ from those in the log. */
const renamed: Record<string, string> = {
  original_at: 'originalTimestamp',
  first_token_ms: 'timeToFirstTokenMs',
}

const nameOf = (column: string) =>
  renamed[column] ?? column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** The fields that an event may have, by their names in the API. */
export const eventFieldNames = ['userId', 'receivedAt', ...otherColumns.map(nameOf)]

/** An event of the log as a row. */
export function eventRow(event: LoggedEvent): Row {
  const { seq, tx, project, kind, name, event_id: id, occurred_at: at, user_id: userId } = event
  const messageId = usableId(`${kind}:${id}`)
  const others = otherColumns.map(column => [nameOf(column), plainValue(column, event[column])])
  const fields = [['userId', userId], ...others, ['receivedAt', event.received_at.toISOString()]]
  return {
    type: 'event',
    thing: 'EVENT',
    number: seq,
    position: { tx, seq },
    messageId,
    uuid: uuidOf(project, kind, id),
    at,
    kind,
    name,
    fields: Object.fromEntries(fields.filter(([, value]) => value != null)),
    properties: event.properties ?? {},
  }
}

/** PostgreSQL gives numbers of 64 bits and of money as texts. */
function plainValue(column: (typeof otherColumns)[number], value: unknown): unknown {
  if (value == null) return null
  if (value instanceof Date) return value.toISOString()
  return ['bigint', 'numeric'].includes(eventColumns[column].pg) ? Number(value) : value
}
