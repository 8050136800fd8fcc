import { enqueue } from '../jobs/enqueue.ts'
import { type StoredJob } from '../jobs/job.ts'
import { type Session } from '../postgres/rows-of.ts'

const everyMs = 15 * 60_000

/** Enqueues the next comparison of the watched segments of a project, at a quarter of an hour after an instant. */
export async function enqueueWatch(
  transaction: Session,
  { project, subject }: Pick<StoredJob, 'project' | 'subject'>,
  after: Date,
): Promise<void> {
  const runAt = new Date((Math.floor(after.getTime() / everyMs) + 1) * everyMs)
  await enqueue(transaction, {
    project,
    subject,
    kind: 'SEGMENTS',
    key: runAt.toISOString(),
    payload: {},
    runAt,
  })
}
