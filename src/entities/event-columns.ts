import { AiCall } from './ai-call.ts'
import { ApiCall } from './api-call.ts'
import { type ColumnType, columnsOf, type SnakeCase } from './column.ts'
import { ConversationChange } from './conversation-change.ts'
import { Event } from './event.ts'
import { Message } from './message.ts'
import { SystemMetric } from './system-metric.ts'
import { UserActivity } from './user-activity.ts'

/** The entities of the log by the value of `kind`, which is the `discriminatorValue` of each and never changes. */
export const eventEntities = {
  event: Event,
  activity: UserActivity,
  conversation: ConversationChange,
  message: Message,
  ai_call: AiCall,
  api_call: ApiCall,
  system_metric: SystemMetric,
}

export type EventKind = keyof typeof eventEntities

type PropertyOf<Entity> = Entity extends unknown ? keyof Entity & string : never
type AnyEvent = InstanceType<(typeof eventEntities)[EventKind]>

export type EventColumn = SnakeCase<Exclude<PropertyOf<AnyEvent>, 'seq' | 'receivedAt'>>

/**
 * The columns of all kinds, once for every place that lists columns: the insert into PostgreSQL, the copy into
 * ClickHouse and the table there.
 */
export const eventColumns: Record<EventColumn, ColumnType> = Object.assign(
  {},
  ...Object.values(eventEntities).map(columnsOf),
)
export const eventColumnNames = Object.keys(eventColumns) as EventColumn[]

/** The columns that ingest writes to the log. `inherited` stays there: it says which columns come from the conversation. */
export const loggedColumns = { ...eventColumns, inherited: { pg: 'smallint' } } as const
export type LoggedColumn = keyof typeof loggedColumns
export const loggedColumnNames = Object.keys(loggedColumns) as LoggedColumn[]

/** An event as it is written to the log: absent columns are null. */
export type EventRow = Partial<Record<EventColumn, string | number | boolean | null>> & {
  project: string
  event_id: string
  kind: EventKind
  name: string
  occurred_at: string
  inherited?: number
}
