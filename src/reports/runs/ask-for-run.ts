import { definition, refusingDeleted } from '../../analytics/query/definition.ts'
import { toRange } from '../../analytics/query/range.ts'
import { nodeIdOf } from '../../entities/node-id.ts'
import { ReportRun } from '../../entities/reports/report-run.ts'
import { enqueue } from '../../jobs/enqueue.ts'
import { ormTransaction } from '../../postgres/orm-transaction.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { WeekStart } from '../../schema/date-range-input.ts'
import { type RunReportInput } from '../../schema/reports/report-run.ts'
import { type RunPayload } from './enqueue-run.ts'

/** Enqueues a run of a report for now. @throws NOT_FOUND, INVALID_RANGE */
export async function askForRun(
  scope: RequestScope,
  { id, range = null, deliver }: RunReportInput,
): Promise<ReportRun> {
  const { em, project, viewer, asOf, changes } = scope
  const report = await definition(em, 'report', id)
  if (range) toRange(range, { timeZone: 'UTC', weekStart: WeekStart.MONDAY }, asOf)
  const run = em.create(ReportRun, {
    project,
    reportId: id,
    slot: null,
    state: 'QUEUED',
    isLate: false,
    createdAt: asOf,
  })
  const added = ormTransaction(em, async () => {
    await em.persist(run).flush()
    const payload: RunPayload = { reportId: id, runId: run.id, range, isDelivered: deliver }
    await enqueue(em, { project, subject: viewer!.subject, kind: 'REPORT', key: `run ${run.id}`, payload })
  })
  await refusingDeleted(added, 'report')
  changes.push({ action: 'CREATED', kind: 'REPORT_RUN', id: nodeIdOf('ReportRun', run), name: report.name })
  return run
}
