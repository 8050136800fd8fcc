import { type GraphQLSchema } from 'graphql'
import { type ClientBase, type Pool } from 'pg'
import { savedInput } from '../resolvers/saved-input.ts'
import { type ReportContent } from '../schema/reports/report-input.ts'
import { type LocalSchedule } from './schedule.ts'

/** A saved report with the zone that its times are in. */
export interface SavedReport {
  id: string
  name: string
  content: ReportContent
  timeZone: string
}

/** The report with an id; undefined if the project has none. Its content is as it was saved, so that instants are texts. */
export async function savedReport(
  client: ClientBase | Pool,
  project: string,
  id: string,
): Promise<SavedReport | undefined> {
  const { rows } = await client.query<SavedReport>(
    `select d.id::text, d.name, d.content, coalesce(d.content->>'timeZone', p.time_zone, 'UTC') as "timeZone"
     from definitions d left join projects p on p.id = d.project
     where d.project = $1 and d.kind = 'report' and d.id = $2`,
    [project, id],
  )
  return rows[0]
}

/** The content as a request would send it now: instants are dates, and questions have their defaults. */
export const readContent = (schema: GraphQLSchema, { content }: SavedReport): ReportContent =>
  savedInput<ReportContent>({ schema }, 'CreateReportInput', { name: 'saved', ...content })

/** The schedule that is due; undefined for a report that is paused or runs only when somebody asks. */
export const scheduleOf = ({
  content: { schedule, isPaused },
  timeZone,
}: Pick<SavedReport, 'content' | 'timeZone'>): LocalSchedule | undefined =>
  schedule && !isPaused ? { schedule, timeZone } : undefined
