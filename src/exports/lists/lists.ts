import { type Sql } from '../../clickhouse/sql.ts'
import { type EventKind } from '../../entities/event-columns.ts'
import { ExportList } from '../../schema/exports/export-list.ts'
import { auditColumns } from './audit-columns.ts'
import { type ListColumns } from './columns.ts'
import { conversationColumns, conversationRows } from './conversation-rows.ts'
import {
  activityColumns,
  aiCallColumns,
  apiCallColumns,
  eventColumns,
  messageColumns,
  systemMetricColumns,
} from './event-columns.ts'
import { type ListQuery } from './list.ts'
import { userColumns, userRows } from './user-rows.ts'

/** A list of events of a kind, or of all kinds, a list whose rows one statement gives, or the audit log, which PostgreSQL has. */
export type List = { columns: ListColumns } & (
  | { kind: EventKind | undefined }
  | { rows: (query: ListQuery, columns: Sql) => Sql }
  | { isAudit: true }
)

/** The lists that can be exported. Their columns are described here, and in docs/exports.md. */
export const lists: Record<ExportList, List> = {
  [ExportList.EVENTS]: { columns: eventColumns, kind: undefined },
  [ExportList.MESSAGES]: { columns: messageColumns, kind: 'message' },
  [ExportList.AI_CALLS]: { columns: aiCallColumns, kind: 'ai_call' },
  [ExportList.API_CALLS]: { columns: apiCallColumns, kind: 'api_call' },
  [ExportList.ACTIVITIES]: { columns: activityColumns, kind: 'activity' },
  [ExportList.SYSTEM_METRICS]: { columns: systemMetricColumns, kind: 'system_metric' },
  [ExportList.CONVERSATIONS]: { columns: conversationColumns, rows: conversationRows },
  [ExportList.USERS]: { columns: userColumns, rows: userRows },
  [ExportList.AUDIT_LOG]: { columns: auditColumns, isAudit: true },
}
