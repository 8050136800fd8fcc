import { type JobKind } from '../jobs/job.ts'

/**
 * A job that goes on until it is done: nobody cancels it, and no number of failed attempts ends it. Half an erasure could not be
 * begun again, because the user is not found any more.
 */
export const untilDone = { isCancellable: false, maxAttempts: 1_000_000 } satisfies Partial<JobKind>
