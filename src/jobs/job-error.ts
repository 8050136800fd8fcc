/**
 * An error of a job that administrators read in `jobs`, so its message has no secrets. The job is tried again unless the error
 * is permanent.
 */
export class JobError extends Error {
  readonly code: string
  readonly isPermanent: boolean

  constructor(code: string, message: string, { isPermanent = false } = {}) {
    super(message)
    this.code = code
    this.isPermanent = isPermanent
  }
}
