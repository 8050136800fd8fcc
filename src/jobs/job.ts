import { type ClientBase } from 'pg'
import { type JobKindName } from '../entities/job.ts'

/** A stored job, as each attempt of it finds it. */
export interface StoredJob<Payload = unknown> {
  id: string
  project: string
  kind: JobKindName
  /** Unique among the jobs of a kind in a project. */
  key: string
  payload: Payload
  /** The caller whose request started the job: the `sub` of a token, or `api-key:` and an id. */
  subject: string
}

/** One attempt of a job, as the code of its kind sees it. */
export interface Job<Payload = unknown> extends StoredJob<Payload> {
  /** The number of this attempt; the first one is 1. */
  attempt: number
  /** A text that no other attempt has, for the names of files that only this attempt may write. */
  lease: string
  /** Aborts when the job is cancelled, when the lease is lost, and when the process stops. End soon then, by any error. */
  signal: AbortSignal
  /** Reports the part that is done, from 0 to 1. Stored at most once a second. */
  progress(share: number): void
  /**
   * A short transaction in PostgreSQL, which takes effect only while this attempt has its lease. Without a statement it is
   * a check to make before an effect elsewhere, such as a mail.
   * @throws LeaseLost
   */
  write<Result>(write: (client: ClientBase) => Promise<Result>): Promise<Result>
  /**
   * The last write of the job: either both the write and the end of the job take effect, or none of them. After an outage
   * it is repeated until PostgreSQL is back. A job that returns from `run` without it is finished then.
   * @throws LeaseLost
   */
  finish(write?: (client: ClientBase) => Promise<void>): Promise<void>
  /**
   * The last write of this attempt of a job that goes on: it returns the time at which the job is due again, or null for
   * the end of the job. Such a job is one row, however often it runs, and its attempts are not in the audit log.
   * @throws LeaseLost
   */
  repeat(write: (client: ClientBase) => Promise<Date | null>): Promise<void>
}

/** The end of a job that was not done. */
export interface JobEnd {
  state: 'FAILED' | 'CANCELLED'
  /** Null for a cancelled job. */
  error: { code: string; message: string } | null
}

/** A kind of work in the background. */
export interface JobKind<Payload = unknown> {
  name: JobKindName
  /** The most jobs of this kind that one process runs at the same time. */
  concurrency: number
  /** The most failed attempts. Attempts that a stop or an outage ended are not counted. */
  maxAttempts: number
  /** Whether a request may cancel it. Default: true. */
  isCancellable?: boolean
  /**
   * Does the work. It may run again after an attempt that ended at any point, so everything it leaves behind is either
   * written by `job.write` and `job.finish`, or harmless when done twice.
   * @throws JobError, or any error: docs/jobs.md has the errors that end the job, and those that are retried
   */
  run(job: Job<Payload>): Promise<void>
  /** Writes what a failed or cancelled job leaves behind, in the transaction that ends it. */
  ended?(client: ClientBase, job: StoredJob<Payload>, end: JobEnd): Promise<void>
}

/** The attempt may write nothing more: another process has the job, or the job was cancelled. */
export class LeaseLost extends Error {
  constructor() {
    super('The attempt has lost its lease')
  }
}

/** The job was cancelled. */
export class Cancelled extends Error {
  constructor() {
    super('The job was cancelled')
  }
}

/** The process stops; the job is due at once for another one. */
export class Stopping extends Error {
  constructor() {
    super('The process stops')
  }
}
