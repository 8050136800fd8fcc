import { type ClientBase } from 'pg'
import { isDisabled } from '../../auth/accounts/is-disabled.ts'
import { type Job, type JobKind, type StoredJob } from '../../jobs/job.ts'
import { JobError } from '../../jobs/job-error.ts'
import { savedInput } from '../../resolvers/saved-input.ts'
import { type DateRangeInput } from '../../schema/date-range-input.ts'
import { largest } from '../../schema/largest.ts'
import { MissedRuns } from '../../schema/reports/report-input.ts'
import { readContent, type SavedReport, savedReport, scheduleOf } from '../saved-report.ts'
import { announceRun } from './announce-run.ts'
import { type Begun, type ReportServices } from './begun.ts'
import { computeRun } from './compute-run.ts'
import { dueSlot } from './due-slot.ts'
import { enqueueNextRun, type RunPayload } from './enqueue-run.ts'
import { beginAsked, beginScheduled, deliverRun, failRun, finishRun, keepLatestRuns } from './stored-runs.ts'

/** Runs reports: computes their blocks, keeps them, and enqueues what is to be sent. */
export const reportJobs = (services: ReportServices): JobKind<RunPayload> => ({
  name: 'REPORT',
  concurrency: 2,
  maxAttempts: 5,
  run: job => runReport(services, job),
  ended: async (client, job, { error }) => {
    await failRun(client, job.payload, error ?? { code: 'CANCELLED', message: 'The job was cancelled.' })
    await keepSchedule(services, client, job)
  },
})

async function runReport(services: ReportServices, job: Job<RunPayload>): Promise<void> {
  const report = await savedReport(services.database.pool, job.project, job.payload.reportId)
  const begun = report && (await job.write(client => begin(services, client, job, report)))
  if (!begun) return
  await checkMayAsk(services, job)
  const content = readContent(services.schema, report)
  const found = await computeRun(services, job, begun, { ...content, timeZone: report.timeZone })
  await job.finish(async client => {
    const isFirst = await finishRun(client, { id: begun.id, ...found })
    if (isFirst && begun.isDelivered) {
      await deliverRun(client, job, begun.id, content)
      await announceRun(client, job, report, begun, found)
    }
    await keepLatestRuns(client, report.id, largest.reportRuns)
  })
}

/** Whoever left asks no questions any more, also not by a schedule. @throws ACCOUNT_DISABLED */
async function checkMayAsk({ database }: ReportServices, job: Job): Promise<void> {
  if (await isDisabled(database.pool, job))
    throw new JobError(
      'ACCOUNT_DISABLED',
      `The account "${job.subject}", in whose name the report runs, is disabled. The report runs again once another ` +
        'administrator has updated it.',
      { isPermanent: true },
    )
}

/** Begins the run that a job stands for; undefined where there is nothing to run. */
async function begin(
  services: ReportServices,
  client: ClientBase,
  job: StoredJob<RunPayload>,
  report: SavedReport,
): Promise<Begun | undefined> {
  const { project, payload } = job
  if ('slot' in payload) {
    await keepSchedule(services, client, job, report)
    return beginDue(services, client, project, report, new Date(payload.slot))
  }
  const { runId: id, range, isDelivered } = payload
  if (!(await beginAsked(client, project, id))) return undefined
  const given = range && savedInput<DateRangeInput>(services, 'DateRangeInput', range)
  return { id, at: services.now(), isLate: false, range: given, isDelivered }
}

async function beginDue(
  { now }: ReportServices,
  client: ClientBase,
  project: string,
  report: SavedReport,
  slot: Date,
): Promise<Begun | undefined> {
  const missed = report.content.missed ?? MissedRuns.ONCE
  const due = dueSlot(scheduleOf(report), slot, later(now(), slot), missed)
  if (typeof due === 'string') return undefined
  const id = await beginScheduled(client, project, report.id, due)
  if (id === undefined) return undefined
  return { id, at: due.slot, isLate: due.isLate, range: null, isDelivered: true }
}

/** Enqueues the next time of the schedule, whatever becomes of the run of this one. */
async function keepSchedule(
  { now }: ReportServices,
  client: ClientBase,
  { project, subject, payload }: StoredJob<RunPayload>,
  known?: SavedReport,
): Promise<void> {
  if (!('slot' in payload)) return
  const report = known ?? (await savedReport(client, project, payload.reportId))
  const after = later(now(), new Date(payload.slot))
  if (report) await enqueueNextRun(client, { project, subject }, report, after)
}

/** The clock of this process may be behind that of PostgreSQL, which says when a job is due. */
const later = (one: Date, other: Date) => (one > other ? one : other)
