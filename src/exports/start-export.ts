import { randomBytes } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { type ClientBase } from 'pg'
import { type Range } from '../analytics/query/range.ts'
import { type Projects } from '../auth/projects/known-projects.ts'
import { Export } from '../entities/export.ts'
import { type ExportSettings } from '../env.ts'
import { badInput } from '../errors.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { pooledTransaction } from '../postgres/transaction.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type StartExportInput } from '../schema/exports/start-export-input.ts'
import { checkExport } from './check-export.ts'
import { fileNameOf } from './file-name.ts'
import { refusalToStart } from './refusal-to-start.ts'

/** The limits of exports of a project. */
export const exportSettings = (
  { env, projects }: { env: { exports: ExportSettings }; projects: Projects },
  project: string,
): ExportSettings => ({
  ...env.exports,
  perHour: projects.settingsOf(project).limits.exportsPerHour ?? env.exports.perHour,
})

/** The payload of the job of an export. */
export interface ExportPayload {
  id: string
}

/**
 * Starts an export in the background. The same `idempotencyKey` gives the same export.
 * @throws EXACTLY_ONE, INVALID_COLUMN, INVALID_FILTER, INVALID_SQL, INVALID_RANGE, INVALID_SEGMENT, INVALID_TIME_ZONE, NOT_FOUND, TOO_LONG,
 *   INVALID_TEXT, IDEMPOTENCY_CONFLICT, TOO_MANY, QUOTA_EXCEEDED, RATE_LIMITED
 */
export async function startExport(
  scope: RequestScope,
  settings: ExportSettings,
  input: StartExportInput,
): Promise<Export> {
  const range = await checkExport(scope, input)
  const { row, refusal, isNew } = await pooledTransaction(scope.pool, client =>
    begun(client, scope, settings, input, range),
  )
  if (!row) throw refusal!
  const started = scope.em.map(Export, row)
  if (isNew)
    scope.changes.push({ action: 'CREATED', kind: 'EXPORT', id: started.id, name: fileNameOf(started) })
  return started
}

interface Begun {
  row?: object
  refusal?: Error
  isNew?: boolean
}

/** A refusal is returned and not thrown, so that the session of the transaction stays usable. */
async function begun(
  client: ClientBase,
  scope: RequestScope,
  settings: ExportSettings,
  input: StartExportInput,
  range: Range,
): Promise<Begun> {
  const { project, viewer } = scope
  // Requests that start exports of a project wait for each other, so that none exceeds a limit.
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`exports ${project}`])
  const repeated = await repeatedExport(client, scope, input)
  if (repeated) return repeated
  const refusal = await refusalToStart(client, scope, settings)
  if (refusal) return { refusal }
  const row = await inserted(client, scope, input, range)
  const payload: ExportPayload = { id: row.id }
  await enqueue(client, { project, kind: 'EXPORT', key: row.id, payload, subject: viewer!.subject })
  return { row, isNew: true }
}

async function repeatedExport(
  client: ClientBase,
  { project, viewer }: RequestScope,
  input: StartExportInput,
): Promise<Begun | undefined> {
  if (input.idempotencyKey == null) return undefined
  const { rows } = await client.query(
    'select * from exports where project = $1 and subject = $2 and idempotency_key = $3',
    [project, viewer!.subject, input.idempotencyKey],
  )
  if (!rows.length) return undefined
  if (isDeepStrictEqual(rows[0].input, stored(input))) return { row: rows[0] }
  return {
    refusal: badInput(
      'IDEMPOTENCY_CONFLICT',
      'idempotencyKey',
      'idempotencyKey was used for an export with another input. Use a new key.',
    ),
  }
}

/** The input as JSON keeps it. */
const stored = (input: StartExportInput): object => JSON.parse(JSON.stringify(input))

async function inserted(
  client: ClientBase,
  { project, viewer, asOf }: RequestScope,
  input: StartExportInput,
  { from, to }: Range,
): Promise<{ id: string }> {
  const { rows } = await client.query<{ id: string }>(
    `insert into exports (id, project, subject, input, range_from, range_to, link_key, idempotency_key, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     returning *`,
    [
      randomBytes(16).toString('base64url'),
      project,
      viewer!.subject,
      stored(input),
      from,
      to,
      randomBytes(32).toString('base64url'),
      input.idempotencyKey ?? null,
      asOf,
    ],
  )
  return rows[0]!
}
