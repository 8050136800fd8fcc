import { ArgsType, Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql'
import { describedJobKinds, type Job as JobEntity } from '../../entities/job.ts'
import { connectionOf } from '../connection.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { Node } from '../node.ts'
import { PageArgs } from '../page-args.ts'
import { DateTime } from '../scalars.ts'
import { UserError } from '../user-error.ts'

export const JobKind = describedEnum('JobKind', 'The kinds of work in the background.', describedJobKinds)
export type JobKind = EnumOf<typeof JobKind>

export const JobState = describedEnum(
  'JobState',
  'How far a job is. A job begins as `QUEUED` and ends as `DONE`, `FAILED` or `CANCELLED`.',
  {
    QUEUED:
      'The job waits for `runAt` and for a free place; after a failed attempt it waits for the next one.',
    RUNNING: 'A server process runs the job.',
    DONE: 'The job has done its work, once.',
    FAILED: 'The job has given up; `error` has the reason.',
    CANCELLED: 'A request cancelled the job before it was done.',
  },
)
export type JobState = EnumOf<typeof JobState>

@ObjectType({ description: 'The reason why the last attempt of a job failed.' })
class JobError {
  @Field(() => String, {
    description: 'A stable code to act on, such as `DISK_FULL`; docs/jobs.md has the list.',
  })
  code: string

  @Field(() => String, { description: 'The reason as a sentence, without any secret.' })
  message: string
}

@ObjectType({
  implements: Node,
  description:
    'A piece of work in the background, such as the file of an export. It survives the end of its server process: another ' +
    'process takes it over within a minute. Jobs are deleted 30 days after their end.',
})
export class Job implements Omit<JobEntity, 'id' | 'project' | 'errorCode' | 'errorMessage'> {
  @Field(() => JobKind, { description: 'The kind of work, such as `EXPORT`.' })
  kind: JobKind

  @Field(() => JobState, { description: 'How far the job is, such as `RUNNING`.' })
  state: JobState

  @Field(() => Float, { description: 'The part of the work that is done, from 0 to 1, such as 0.25.' })
  progress: number

  @Field(() => Int, {
    description:
      'The attempts so far, also those that an outage or the end of a server process ended; 0 before the first one.',
  })
  attempts: number

  @Field(() => String, {
    description: 'The caller whose request started the job: the `sub` of a token, or `api-key:` and an id.',
  })
  subject: string

  @Field(() => DateTime, {
    description: 'The instant at which the job was enqueued, by the clock of PostgreSQL.',
  })
  createdAt: Date

  @Field(() => DateTime, {
    description: 'The earliest time of the first attempt; after a failed attempt, that of the next one.',
  })
  runAt: Date

  @Field(() => DateTime, { nullable: true, description: 'The begin of the first attempt; null before it.' })
  startedAt: Date | null

  @Field(() => DateTime, {
    nullable: true,
    description: 'The end of the job: done, failed or cancelled; null until then.',
  })
  finishedAt: Date | null

  @Field(() => JobError, {
    nullable: true,
    description: 'The reason why the last attempt failed; null if none failed, and for a job that is done.',
  })
  error: JobError | null
}

export const JobConnection = connectionOf(Job, { article: 'A', one: 'job', many: 'jobs' })

@ArgsType()
export class JobArgs extends PageArgs {
  @Field(() => JobKind, {
    nullable: true,
    description: 'Only jobs of this kind, such as `EXPORT`. Default: all kinds.',
  })
  kind?: JobKind | null

  @Field(() => JobState, {
    nullable: true,
    description: 'Only jobs in this state, such as `FAILED`. Default: all states.',
  })
  state?: JobState | null
}

@InputType({ description: 'The job that is to end before it is done.' })
export class CancelJobInput {
  @Field(() => ID, { description: 'The `id` of the job, as `jobs` and `node` answer it, such as `ajE3`.' })
  id: string
}

@ObjectType({ description: 'The job after its cancellation.' })
export class CancelJobPayload {
  @Field(() => Job, { nullable: true, description: 'The cancelled job; null if the input was refused.' })
  job: Job | null

  @Field(() => [UserError], {
    description: 'The problems with the input; empty if the job is cancelled, or had ended before.',
  })
  userErrors: UserError[]
}
