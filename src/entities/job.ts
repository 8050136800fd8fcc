import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { inProject } from './in-project.ts'

/** The kinds of work in the background, each with its description. */
export const describedJobKinds = {
  EXPORT: 'Writes the file of an export.',
  REPORT: 'Computes a run of a report.',
  MAIL: 'Sends a run of a report or an announcement to one mail address.',
  SEGMENTS: 'Compares the members of segments that webhooks watch with those before.',
  WEBHOOK: 'Sends a run of a report or an announcement to one webhook.',
  PROJECT_DELETION: 'Deletes a project with everything that belongs to it.',
  RETENTION: 'Removes expired events of the project, night after night.',
  USER_ERASURE: 'Removes everything that is held about a user.',
  ALERT_CHECK: 'Checks the alerts of the project, again and again.',
  FORWARD: 'Sends what happens to one destination, again and again.',
} as const

export type JobKindName = keyof typeof describedJobKinds

/** A job in the background. Its payload is not read: only the code of its kind knows it. */
@Entity({ tableName: 'work' })
@inProject
export class Job {
  @PrimaryKey({ type: 'bigint' })
  id: string

  @Property({ type: 'text' })
  project: string

  @Property({ type: 'text' })
  kind: JobKindName

  /** The caller whose request started the job. */
  @Property({ type: 'text' })
  subject: string

  @Property({ type: 'text' })
  state: 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED'

  /** The part that is done, from 0 to 1. */
  @Property({ type: 'double' })
  progress: number

  @Property({ type: 'integer' })
  attempts: number

  @Property({ type: 'datetime', length: 3 })
  createdAt: Date

  /** The time of the first attempt, or of the next one. */
  @Property({ type: 'datetime', length: 3 })
  runAt: Date

  @Property({ type: 'datetime', length: 3, nullable: true })
  startedAt: Date | null

  @Property({ type: 'datetime', length: 3, nullable: true })
  finishedAt: Date | null

  @Property({ type: 'text', nullable: true })
  errorCode: string | null

  @Property({ type: 'text', nullable: true })
  errorMessage: string | null

  /** The reason why the last attempt failed. */
  get error() {
    const { errorCode: code, errorMessage: message } = this
    return code === null || message === null ? null : { code, message }
  }
}
