import { setTimeout as pause } from 'node:timers/promises'
import { type ReadState } from '../../analytics/query/copy-state.ts'
import { type Range, rangeInputOf } from '../../analytics/query/range.ts'
import { type RunBlock } from '../../entities/reports/report-run.ts'
import { type Job } from '../../jobs/job.ts'
import { jobScope } from '../../jobs/job-scope.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { largest } from '../../schema/largest.ts'
import { type ReportContent } from '../../schema/reports/report-input.ts'
import { reportPeriod, usualRange } from '../report-period.ts'
import { type Begun, type ReportServices } from './begun.ts'
import { blockSource } from './block-source.ts'
import { cappedBlocks } from './cap-blocks.ts'
import { runBlock } from './run-block.ts'

/** What a run found: its period, what its readers must know, and its blocks with their answers. */
export interface Found {
  period: Range
  note: string | null
  blocks: RunBlock[]
}

type LocalContent = ReportContent & { timeZone: string }

/** Asks the questions of a report about the period of a run. @throws during an outage, and when the job ends */
export async function computeRun(
  services: ReportServices,
  job: Job,
  begun: Begun,
  content: LocalContent,
): Promise<Found> {
  const { scope, state } = await onceCopied(services, job)
  const source = await blockSource(services.schema, scope, content)
  const calendar = { timeZone: content.timeZone, weekStart: source.weekStart }
  const range = begun.range ?? content.range ?? usualRange(content.schedule)
  const { period, compare } = reportPeriod(range, source.compare, calendar, begun.at)
  const times = { ...calendar, range: rangeInputOf(period), compare, segmentId: content.segmentId }
  const asked = source.blocks(times)
  const blocks: RunBlock[] = []
  for (const { block, beside } of asked) {
    blocks.push(await runBlock({ schema: services.schema, scope, beside }, block))
    job.progress(blocks.length / asked.length)
  }
  return {
    period,
    note: noteOf(begun, period, state),
    blocks: cappedBlocks(blocks, largest.reportBytes),
  }
}

const mostWaitMs = 600_000
const waitMs = 5_000

/** The scope of the questions, once all events of the log are copied; after 10 minutes without those that are missing. */
async function onceCopied(
  services: ReportServices,
  job: Job,
): Promise<{ scope: RequestScope; state: ReadState }> {
  const began = performance.now()
  for (;;) {
    const scope = jobScope(services, job)
    const state = await scope.caughtUp()
    if (!state.missing || performance.now() - began > mostWaitMs) return { scope, state }
    await pause(waitMs, undefined, { signal: job.signal })
  }
}

/** What the readers of a run must know about its numbers; null if there is nothing. */
function noteOf({ at, isLate }: Begun, { to }: Range, { missing }: ReadState): string | null {
  const notes = [
    isLate && `The service did not run at ${at.toISOString()}: this run was made up later.`,
    to > at && 'The period was not over when the numbers were computed.',
    missing && 'Events that had been received were not in the numbers yet.',
  ]
  return notes.filter(Boolean).join(' ') || null
}
