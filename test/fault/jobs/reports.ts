import { projects } from '../load/batch.ts'
import { type Run } from '../run.ts'
import { type Worker } from './worker.ts'

const create = `mutation ($input: CreateReportInput!) {
  createReport(input: $input) { report { id } userErrors { code message } }
}`
const run =
  'mutation ($id: ID!) { runReport(input: { id: $id, deliver: true }) { run { id } userErrors { code } } }'

/** Creates a report of each project that is sent to the webhook of the run; returns their ids by project. */
export async function createReports({ ask, webhook }: Run): Promise<Map<string, string>> {
  const reports = new Map<string, string>()
  for (const project of projects) {
    const block = { title: 'Most active', question: { topUsers: { by: 'ACTIVITY', first: 10 } } }
    const input = { name: 'Users', blocks: [block], recipients: [{ webhook: webhook!.url }] }
    const { data, errors } = await ask<{ createReport: { report: { id: string } | null } }>(project, create, {
      input,
    })
    const id = data?.createReport.report?.id
    if (!id) throw new Error(`A report was not created: ${JSON.stringify(data ?? errors)}`)
    reports.set(project, id)
  }
  return reports
}

/** Asks either process for a run of each report. */
export async function runReports(
  { random }: Run,
  workers: Worker[],
  reports: Map<string, string>,
): Promise<void> {
  for (const [project, id] of reports) {
    const { data, errors } = await random
      .oneOf(workers)
      .ask<{ runReport: { run: object | null } }>(project, run, {
        id,
      })
    if (!data?.runReport.run) throw new Error(`A report was not run: ${JSON.stringify(data ?? errors)}`)
  }
}

/** The runs that are not done, the messages that are not delivered, and those that the receiver does not know. */
export async function reportProblems({ postgres, webhook }: Run): Promise<string[]> {
  const { query } = postgres!.cluster
  const open = await query(`select id from report_runs where state <> 'DONE'`)
  const deliveries = await query<{ id: string; state: string }>('select id, state from deliveries')
  const received = new Set(webhook!.requests.map(({ headers }) => String(headers['webhook-id'])))
  const undelivered = deliveries.filter(({ state }) => state !== 'DELIVERED')
  const unknown = deliveries.filter(({ id }) => !received.has(id))
  return [
    ...(open.length ? [`${open.length} runs of reports are not done`] : []),
    ...(undelivered.length ? [`${undelivered.length} messages are not delivered`] : []),
    ...(unknown.length || received.size !== deliveries.length
      ? [`the receiver has ${received.size} messages, not the ${deliveries.length} that were sent`]
      : []),
  ]
}
