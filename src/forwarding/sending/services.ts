import { type JobRunner } from '../../jobs/job-runner.ts'
import { type RequestServices } from '../../request/request-scope.ts'

/** What forwarding needs. */
export interface ForwardServices extends RequestServices {
  jobs: Pick<JobRunner, 'wake'>
  /** The current time; tests set another one. */
  now(): Date
}
