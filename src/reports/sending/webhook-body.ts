import { type SentRun } from './sent-run.ts'

/** Receivers of Standard Webhooks expect a small message. */
const mostBytes = 20_000

/**
 * The message of a run for a webhook. Its blocks are null where the message would have more than 20 kB with them: `reportRuns`
 * has them.
 */
export function webhookBody(run: SentRun, now = new Date()): string {
  const { reportId, runId, name, from, to, timeZone, isLate, note, blocks } = run
  const shown = blocks.map(({ title, text, table, rowCount, error }) => ({
    title,
    text,
    columns: table?.columns.map(column => column.name) ?? null,
    rows: table?.rows ?? null,
    rowCount,
    error,
  }))
  const body = (all: object | null) =>
    JSON.stringify({
      type: 'report.ready',
      timestamp: now.toISOString(),
      data: { reportId, runId, name, period: { from, to, timeZone }, isLate, note, blocks: all },
    })
  const whole = body(shown)
  return Buffer.byteLength(whole) <= mostBytes ? whole : body(null)
}
