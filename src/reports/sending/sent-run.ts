import { type Pool } from 'pg'
import { type RunBlock } from '../../entities/reports/report-run.ts'
import { type ReportFormat } from '../../schema/reports/report-input.ts'
import { type WaitingDelivery } from '../../webhooks/sending/waiting-delivery.ts'

/** A run of a report with one of its deliveries, as messages show it. */
export interface SentRun {
  deliveryId: string
  recipient: string
  project: string
  reportId: string
  runId: string
  name: string
  formats: ReportFormat[]
  timeZone: string
  from: Date
  to: Date
  isLate: boolean
  note: string | null
  blocks: RunBlock[]
}

/** The run that a delivery is about; undefined if it was deleted with its report. */
export async function sentRun(
  pool: Pool,
  { id, project }: Pick<WaitingDelivery, 'id' | 'project'>,
): Promise<SentRun | undefined> {
  const { rows } = await pool.query<SentRun>(
    `select d.id as "deliveryId", d.recipient, d.project,
       r.report_id::text as "reportId", r.id::text as "runId", f.name,
       coalesce(f.content->'formats', '[]') as formats,
       coalesce(f.content->>'timeZone', p.time_zone, 'UTC') as "timeZone",
       r.period_from as "from", r.period_to as "to", r.is_late as "isLate", r.note, r.blocks
     from deliveries d
     join report_runs r on r.id = d.run_id
     join definitions f on f.id = r.report_id
     left join projects p on p.id = d.project
     where d.id = $2 and d.project = $1`,
    [project, id],
  )
  return rows[0]
}
