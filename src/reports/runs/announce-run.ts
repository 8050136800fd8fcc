import { type ClientBase } from 'pg'
import { type StoredJob } from '../../jobs/job.ts'
import { announce } from '../../webhooks/announce.ts'
import { periodText } from '../sending/dated-run.ts'
import { type Begun } from './begun.ts'
import { type Found } from './compute-run.ts'

interface RanReport {
  id: string
  name: string
  timeZone: string
}

/** Announces that a run is done, without its answers: `reportRuns` has them. */
export const announceRun = (
  client: ClientBase,
  { project }: Pick<StoredJob, 'project'>,
  { id: reportId, name, timeZone }: RanReport,
  { id: runId, at, isLate }: Begun,
  { period: { from, to }, note }: Found,
): Promise<void> =>
  announce(client, {
    project,
    type: 'report.ready',
    key: runId,
    at,
    data: {
      name,
      text: periodText({ from, to, timeZone }),
      reportId,
      runId,
      period: { from, to, timeZone },
      isLate,
      note,
    },
  })
