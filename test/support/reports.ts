import { expect, vi } from 'vitest'
import type { Story } from './story.ts'

/** A run as tests look at it. */
export interface Run {
  id: string
  state: string
  slot: string | null
  isLate: boolean
  note: string | null
  period: { from: string; to: string } | null
  error: { code: string } | null
  blocks:
    | {
        title: string
        text: string | null
        table: { columns: { name: string }[]; rows: unknown[][] } | null
        rowCount: number | null
        answer: object | null
        error: { code: string } | null
      }[]
    | null
  deliveries: {
    channel: string
    recipient: string
    state: string
    attempts: number
    error: { code: string; message: string } | null
  }[]
}

interface Created {
  createReport: {
    report: {
      id: string
      version: number
      nextRunAt: string | null
      webhookSecrets: { url: string; secret: string }[]
    } | null
    userErrors: { code: string; field: string }[]
  }
}

/** Creates a report from the text of its input. */
export const createReport = async ({ answer }: Pick<Story, 'answer'>, input: string) =>
  (
    await answer<Created>(`mutation { createReport(input: ${input}) {
      report { id version nextRunAt webhookSecrets { url secret } } userErrors { code field } } }`)
  ).createReport

/** Asks for a run, and returns the id of it. */
export async function runReport({ answer }: Pick<Story, 'answer'>, input: string): Promise<string> {
  const { runReport } = await answer<{ runReport: { run: { id: string } | null; userErrors: object[] } }>(
    `mutation { runReport(input: ${input}) { run { id } userErrors { code field } } }`,
  )
  expect(runReport.userErrors).toEqual([])
  return runReport.run!.id
}

const runFields = `id state slot isLate note period { from to } error { code }
  blocks { title text table rowCount answer error { code } }
  deliveries { channel recipient state attempts error { code message } }`

/** The runs of a report, newest first. */
export const runsOf = async ({ answer }: Pick<Story, 'answer'>, reportId: string): Promise<Run[]> =>
  (
    await answer<{ reportRuns: { nodes: Run[] } }>(
      `{ reportRuns(reportId: "${reportId}") { nodes { ${runFields} } } }`,
    )
  ).reportRuns.nodes

/** The latest run of a report, once it is done and every delivery has had its first attempt. */
export function runOf(told: Pick<Story, 'answer'>, reportId: string): Promise<Run> {
  const settled = async () => {
    const [run] = await runsOf(told, reportId)
    const isTried = run?.deliveries.every(({ state, attempts }) => attempts > 0 || state === 'FAILED')
    if (run?.state === 'FAILED' || (run?.state === 'DONE' && isTried)) return run
    throw new Error(`The run of the report ${reportId} is ${run?.state}.`)
  }
  return vi.waitFor(settled, { timeout: 20_000, interval: 50 })
}
