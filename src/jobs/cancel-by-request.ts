import { isRowId } from '../analytics/query/definition.ts'
import { Job } from '../entities/job.ts'
import { readNodeId } from '../entities/node-id.ts'
import { badInput } from '../errors.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type JobRunner } from './job-runner.ts'

/**
 * Cancels the job with an id for a request, and returns it. A job that has ended, or whose kind is not
 * cancelled, stays as it is.
 * @throws NOT_FOUND
 */
export async function cancelByRequest(
  { em, project, changes }: Pick<RequestScope, 'em' | 'project' | 'changes'>,
  jobs: JobRunner,
  id: string,
): Promise<Job> {
  const named = readNodeId(id)
  const key = named?.type === 'Job' && isRowId(named.key) ? named.key : null
  const cancelled = key === null ? undefined : await jobs.cancel({ project, id: key })
  if (cancelled) changes.push({ action: 'ENDED', kind: 'JOB', id, name: cancelled.kind })
  const job = key === null ? null : await em.findOne(Job, { id: key })
  if (!job) throw badInput('NOT_FOUND', 'id', 'This project has no job with this id.')
  return job
}
