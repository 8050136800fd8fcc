import { type EntityManager } from '@mikro-orm/postgresql'
import { type ClientBase, type Pool } from 'pg'
import { enqueue } from '../../jobs/enqueue.ts'
import { rowsOf } from '../../postgres/rows-of.ts'
import { type DateRangeInput } from '../../schema/date-range-input.ts'
import { type SavedReport, scheduleOf } from '../saved-report.ts'
import { nextTime } from '../schedule.ts'

/** A run that is due: at a time of the schedule, or because somebody asked for it. */
export type RunPayload = { reportId: string } & (
  | { slot: string }
  | { runId: string; range: DateRangeInput | null; isDelivered: boolean }
)

interface Due {
  project: string
  /** The caller in whose name the questions are asked. */
  subject: string
}

/** Enqueues the run at the first time of the schedule after an instant. A time has one job, whoever enqueues it. */
export async function enqueueNextRun(
  transaction: ClientBase | Pool | EntityManager,
  due: Due,
  report: Pick<SavedReport, 'id' | 'content' | 'timeZone'>,
  after: Date,
): Promise<void> {
  const local = scheduleOf(report)
  const slot = local && nextTime(local, after)
  if (!slot) return
  const payload: RunPayload = { reportId: report.id, slot: slot.toISOString() }
  const key = `${report.id}:${payload.slot}`
  await enqueue(transaction, { ...due, kind: 'REPORT', key, payload, runAt: slot })
}

/** Gives the next run of a schedule to whoever saves the report: its questions are asked in their name from then on. */
export async function takeOverNextRun(
  transaction: EntityManager,
  { project, subject }: Due,
  reportId: string,
): Promise<void> {
  await rowsOf(
    transaction,
    `update work set subject = given.subject
     from jsonb_to_record(:input) as given (project text, subject text, "reportId" text)
     where work.project = given.project and work.kind = 'REPORT' and work.finished_at is null
       and work.payload->>'reportId' = given."reportId" and work.payload->>'slot' is not null`,
    { project, subject, reportId },
  )
}
