import { type ClientBase, type Pool } from 'pg'
import { type EventRow, type LoggedColumn } from '../entities/event-columns.ts'
import { type Inheritable, inheritable } from '../entities/inheritance.ts'
import { arraysOf, filledColumns, unnestedArrays } from './event-arrays.ts'

/** The event in the log that has the id and the kind of a duplicate. */
interface StoredEvent {
  occurredAt: Date
  /** Its time by the clock of the sender. */
  sentTime: Date
  /** Whether it lacks something that was sent, apart from the time. */
  isDifferent: boolean
  /** Whether the log has no such event any more. Then the times are those of the duplicate. */
  isErased: boolean
}

/** The columns that the service fills, or changes later. The time is that of the arrival if none was sent. */
const notAsSent: LoggedColumn[] = [
  'occurred_at',
  'original_at',
  'inherited',
  'cost_usd',
  'cost_source',
  'saved_cost_usd',
  'is_bot',
  'browser',
  'os',
  'device',
]

/** The events in the log for duplicates, in the order of the duplicates. */
export async function compareWithLog(
  pool: Pool | ClientBase,
  duplicates: EventRow[],
): Promise<StoredEvent[]> {
  const columns = filledColumns(duplicates)
  const { rows } = await pool.query<StoredEvent>({
    text: `select coalesce(e.occurred_at, sent.occurred_at) as "occurredAt",
  coalesce(e.original_at, e.occurred_at, sent.occurred_at) as "sentTime",
  e.seq is not null and (${differs(columns)}) as "isDifferent", e.seq is null as "isErased"
from ${unnestedArrays(columns)} with ordinality as sent (${columns.join(', ')}, position)
left join events e on (e.project, e.event_id, e.kind) = (sent.project, sent.event_id, sent.kind)
order by position`,
    values: arraysOf(columns, duplicates),
  })
  return rows
}

/** A retry may leave out fields, so only fields that were sent are compared. */
function differs(columns: LoggedColumn[]): string {
  const sent = columns.filter(column => !notAsSent.includes(column))
  const has = (column: LoggedColumn) =>
    `sent.${column} is not null${wasNotTaken(column, columns)}${wasNotCorrected(column, columns)}`
  const different = sent.map(column => {
    const [one, other] = ['sent', 'e'].map(row =>
      column === 'user_no' ? userOrLinked(row) : `${row}.${column}`,
    )
    return `(${has(column)} and ${one} is distinct from ${other})`
  })
  return [...different, ...differentCost(columns)].join('\n  or ')
}

/** What an event took from its conversation was not sent. */
const wasNotTaken = (column: LoggedColumn, columns: LoggedColumn[]) =>
  column in inheritable && columns.includes('inherited')
    ? ` and coalesce(sent.inherited, 0) & ${inheritable[column as Inheritable]} = 0`
    : ''

/** Times that are corrected by the clock of the sender differ in each attempt. The log has only the corrected ones. */
const wasNotCorrected = (column: LoggedColumn, columns: LoggedColumn[]) => {
  if (column !== 'started_at' && column !== 'ended_at') return ''
  const corrected = columns.includes('original_at')
    ? 'coalesce(sent.original_at, e.original_at)'
    : 'e.original_at'
  return ` and ${corrected} is null`
}

/** A cost that the sender gave; others are computed, and may be corrected. */
const differentCost = (columns: LoggedColumn[]) =>
  columns.includes('cost_usd')
    ? [`(sent.cost_source = 'PROVIDED' and sent.cost_usd is distinct from e.cost_usd)`]
    : []

/** The user of a row. The one in the log may still be a visitor who is linked to a user by now. */
const userOrLinked = (row: string) =>
  `coalesce((select linked_to from users where no = ${row}.user_no), ${row}.user_no)`
