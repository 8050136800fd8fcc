import { checkLength } from '../analytics/query/check-text.ts'
import { filterCondition } from '../analytics/query/filter.ts'
import { type Range } from '../analytics/query/range.ts'
import { checkSegment } from '../analytics/query/resolve-query.ts'
import { collectedInTurn } from '../checks/collect.ts'
import { User } from '../entities/user.ts'
import { badInput } from '../errors.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { ExportList } from '../schema/exports/export-list.ts'
import { ExportFormat, type StartExportInput } from '../schema/exports/start-export-input.ts'
import { checkSql } from './check-sql.ts'
import { chosenColumns } from './lists/chosen-columns.ts'
import { rangeOf } from './range-of.ts'

/** Refuses an input whose export would fail; gives its range. @throws as `startExport` */
export async function checkExport(scope: RequestScope, input: StartExportInput): Promise<Range> {
  checkSource(input)
  const checks: (() => unknown)[] = [
    () => checkColumns(input),
    () => checkAuditLog(input),
    () => filterCondition(scope.project, input.filter),
    () => checkSegment(scope, input),
    () => checkSql(scope, input),
    () => checkUser(scope, input),
    () => checkLength(input.idempotencyKey, 'idempotencyKey', 200),
  ]
  const [range] = await collectedInTurn<() => unknown, unknown>(
    [() => rangeOf(scope, input), ...checks],
    check => check(),
  )
  return range as Range
}

function checkSource({ list, question, sql, userId, format }: StartExportInput): void {
  if ([list, question, sql, userId].filter(source => source != null).length !== 1)
    throw badInput(
      'EXACTLY_ONE',
      'input',
      'Exactly one source of the rows must be given: list, question, sql or userId.',
    )
  if (userId != null && format !== ExportFormat.NDJSON)
    throw badInput('INVALID_CHOICE', 'format', 'The data of a user is exported as NDJSON.')
}

/** No event and no user is in the audit log, which is too long for the one statement of a file of Parquet. */
function checkAuditLog({ list, format, filter, segment, segmentId }: StartExportInput): void {
  if (list !== ExportList.AUDIT_LOG) return
  if (format === ExportFormat.PARQUET)
    throw badInput('INVALID_CHOICE', 'format', 'The audit log is exported as CSV, JSON, NDJSON or XLSX.')
  if (filter != null) throw badInput('INVALID_FILTER', 'filter', 'No filter on events narrows the audit log.')
  if (segment != null || segmentId != null)
    throw badInput(
      'INVALID_SEGMENT',
      segment == null ? 'segmentId' : 'segment',
      'No segment of users narrows the audit log.',
    )
}

async function checkUser({ em }: RequestScope, { userId }: StartExportInput): Promise<void> {
  if (userId != null && !(await em.count(User, { externalId: userId })))
    throw badInput('NOT_FOUND', 'userId', 'This project has no user with this id.')
}

function checkColumns({ list, columns }: StartExportInput): void {
  if (list != null) chosenColumns(list, columns)
  else if (columns) throw badInput('INVALID_COLUMN', 'columns', 'Only the columns of a list can be chosen.')
}
