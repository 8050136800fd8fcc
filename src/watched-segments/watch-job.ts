import { memberNumbers, mostMembers } from '../analytics/query/segment/member-numbers.ts'
import { type Definition } from '../entities/definition.ts'
import { askInJob } from '../jobs/ask-in-job.ts'
import { type Job, type JobKind } from '../jobs/job.ts'
import { JobError } from '../jobs/job-error.ts'
import { jobScope } from '../jobs/job-scope.ts'
import { type RequestScope, type RequestServices } from '../request/request-scope.ts'
import { enqueueWatch } from '../webhooks/enqueue-watch.ts'
import { announceChange } from './announce-change.ts'
import { noteMembers } from './note-members.ts'
import { forgetOthers, watchedSegments } from './watched-segments.ts'

/** What watching needs. */
export interface WatchServices extends RequestServices {
  /** The current time; tests set another one. */
  now(): Date
}

/** Compares the members of the segments that webhooks watch with those before, and announces the change. */
export const watchJob = (services: WatchServices): JobKind => ({
  name: 'SEGMENTS',
  concurrency: 1,
  maxAttempts: 3,
  run: job => watch(services, job),
  ended: (client, job) => enqueueWatch(client, job, services.now()),
})

async function watch(services: WatchServices, job: Job): Promise<void> {
  const scope = jobScope(services, job)
  const segments = await watchedSegments(scope)
  await job.write(client => forgetOthers(client, job.project, segments))
  if (!segments.length) return
  const tooLarge: string[] = []
  for (const segment of segments)
    if (!(await compare(services, scope, job, segment))) tooLarge.push(segment.name)
  if (tooLarge.length) throw tooManyUsers(tooLarge)
  await job.finish(client => enqueueWatch(client, job, services.now()))
}

/** Announces the users that have entered or left a segment since the last time. @returns false if it is too large */
async function compare(
  services: WatchServices,
  scope: RequestScope,
  job: Job,
  segment: Definition,
): Promise<boolean> {
  const members = await askInJob(scope, 'watchSegment', () =>
    memberNumbers(scope, segment.id, 'segment: watch'),
  )
  if (!members) return false
  await job.write(async client => {
    const change = await noteMembers(client, segment, members)
    if (change) await announceChange(client, segment, change, { key: job.key, at: services.now() })
  })
  return true
}

const tooManyUsers = (names: string[]) =>
  new JobError(
    'TOO_MANY_USERS',
    `Segments with more than ${mostMembers.toLocaleString('en')} users are not watched: ${names.join(', ')}.`,
    { isPermanent: true },
  )
