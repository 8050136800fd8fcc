import { RequestScope, type RequestServices } from '../request/request-scope.ts'
import { type Job } from './job.ts'

/**
 * The scope of the questions of one attempt: those of an administrator of the job's project, in the name of the caller that
 * started the job. All of them read the same state of the events, and end when the attempt ends.
 */
export function jobScope(
  services: RequestServices,
  { id, project, subject, attempt, signal }: Pick<Job, 'id' | 'project' | 'subject' | 'attempt' | 'signal'>,
): RequestScope {
  const proof = subject.startsWith('api-key:') ? 'API_KEY' : 'TOKEN'
  const scope = new RequestScope(services, {
    viewer: { project, subject, roles: ['admin'], proof },
    requestId: `job-${id}.${attempt}`,
    address: '',
    userAgent: undefined,
    gone: signal,
  })
  scope.signal = signal
  return scope
}
