import { type ClientBase } from 'pg'
import { type Range } from '../../analytics/query/range.ts'
import { type RunBlock } from '../../entities/reports/report-run.ts'
import { type StoredJob } from '../../jobs/job.ts'
import { type ReportContent, type ReportRecipientInput } from '../../schema/reports/report-input.ts'
import { addDeliveries, type Recipient } from '../../webhooks/add-deliveries.ts'
import { type RunPayload } from './enqueue-run.ts'

type Owner = Pick<StoredJob, 'project' | 'subject'>

/** Begins the run of a time of the schedule. @returns its id; undefined if the time had a run that has ended */
export async function beginScheduled(
  client: ClientBase,
  project: string,
  reportId: string,
  { slot, isLate }: { slot: Date; isLate: boolean },
): Promise<string | undefined> {
  const { rows } = await client.query<{ id: string }>(
    `insert into report_runs (project, report_id, slot, state, is_late)
     values ($1, $2, $3, 'RUNNING', $4)
     on conflict (report_id, slot) do update set is_late = report_runs.is_late
       where report_runs.state = 'RUNNING'
     returning id::text`,
    [project, reportId, slot, isLate],
  )
  return rows[0]?.id
}

/** Begins a run that somebody asked for. @returns false if it has ended */
export async function beginAsked(client: ClientBase, project: string, runId: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `update report_runs set state = 'RUNNING'
     where id = $2 and project = $1 and state in ('QUEUED', 'RUNNING')`,
    [project, runId],
  )
  return rowCount === 1
}

/** What a run found. */
export interface FinishedRun {
  id: string
  period: Range
  note: string | null
  blocks: RunBlock[]
}

/** @returns false if the run has ended already: then nothing is to be sent */
export async function finishRun(
  client: ClientBase,
  { id, period, note, blocks }: FinishedRun,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update report_runs
     set state = 'DONE', finished_at = now(), period_from = $2, period_to = $3, note = $4, blocks = $5
     where id = $1 and state = 'RUNNING'`,
    [id, period.from, period.to, note, JSON.stringify(blocks)],
  )
  return rowCount === 1
}

/** Ends the run of a job that failed or was cancelled. */
export async function failRun(
  client: ClientBase,
  payload: RunPayload,
  { code, message }: { code: string; message: string },
): Promise<void> {
  const asked = 'runId' in payload ? payload.runId : null
  const slot = 'slot' in payload ? payload.slot : null
  await client.query(
    `update report_runs set state = 'FAILED', finished_at = now(), error_code = $4, error_message = $5
     where report_id = $1 and (id = $2 or slot = $3) and state in ('QUEUED', 'RUNNING')`,
    [payload.reportId, asked, slot, code, message],
  )
}

/** Deletes the runs of a report but the latest. */
export async function keepLatestRuns(client: ClientBase, reportId: string, most: number): Promise<void> {
  await client.query(
    `delete from report_runs where report_id = $1 and finished_at is not null and id <= (
       select id from report_runs where report_id = $1 order by id desc offset $2 limit 1)`,
    [reportId, most],
  )
}

/** Adds a delivery of a run for each recipient. */
export async function deliverRun(
  client: ClientBase,
  { project, subject }: Owner,
  runId: string,
  { recipients }: ReportContent,
): Promise<void> {
  await addDeliveries(client, { project, subject, runId }, (recipients ?? []).map(toRecipient))
}

const toRecipient = ({ email, webhook }: ReportRecipientInput): Recipient =>
  email == null ? { channel: 'WEBHOOK', recipient: webhook! } : { channel: 'MAIL', recipient: email }
