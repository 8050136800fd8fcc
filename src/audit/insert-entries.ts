import { type ClientBase, type Pool } from 'pg'
import { type AuditEntry } from '../entities/audit-entry.ts'

/** An entry before it is stored. `part` numbers the entries of one request. */
export type NewEntry = Omit<AuditEntry, 'id'> & { part: number }

/** Stores entries in one statement. Storing the same entries again has no effect. */
export async function insertEntries(pool: Pool | ClientBase, entries: NewEntry[]): Promise<void> {
  await pool.query(
    `insert into audit_log (
       project, at, request_id, part, subject, roles, proof, address, user_agent, kind, operation_name, fields,
       cost, duration_ms, outcome, changes
     )
     select
       project, at, "requestId", part, subject, roles, proof, address, "userAgent", kind, "operationName", fields,
       cost, "durationMs", outcome, changes
     from jsonb_to_recordset($1) as entry (
       project text, at timestamptz, "requestId" text, part smallint, subject text, roles text[], proof text,
       address text, "userAgent" text, kind text, "operationName" text, fields text[], cost double precision,
       "durationMs" integer, outcome text, changes jsonb
     )
     on conflict do nothing`,
    [JSON.stringify(entries)],
  )
}
