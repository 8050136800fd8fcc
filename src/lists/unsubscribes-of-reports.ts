import { type QueryScope } from '../analytics/query/query-scope.ts'
import { type ReportUnsubscribe } from '../schema/reports/report-unsubscribe.ts'

/** The addresses that have unsubscribed from reports, in the order of the ids: those of each report by their texts. */
export async function unsubscribesOfReports(
  { em, project }: Pick<QueryScope, 'em' | 'project'>,
  ids: readonly string[],
): Promise<ReportUnsubscribe[][]> {
  const rows = await em.execute<{ reportId: string; email: string; at: string }[]>(
    `select report_id::text as "reportId", email, at
     from report_unsubscribes u join definitions d on d.id = u.report_id
     where d.project = ? and d.id in (select text::bigint from jsonb_array_elements_text(?::jsonb) as one (text))
     order by email`,
    [project, JSON.stringify(ids)],
  )
  const byReport = Map.groupBy(rows, ({ reportId }) => reportId)
  return ids.map(id => (byReport.get(id) ?? []).map(({ email, at }) => ({ email, at: new Date(at) })))
}
