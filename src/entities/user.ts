import { Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy'
import { inProject } from './in-project.ts'

/** The number in `linked_to` of a user that was erased: the row keeps its number, under which a process may still write events. */
export const erased = 0

/** A user of the platform, under the id that the platform uses. */
@Entity({ tableName: 'users' })
@inProject
@Unique({ properties: ['project', 'externalId'] })
export class User {
  /** A dense number: counting distinct numbers costs a quarter of counting distinct strings. */
  @PrimaryKey({ type: 'integer' })
  no: number

  @Property({ type: 'text' })
  project: string

  @Property({ type: 'text' })
  externalId: string

  @Property({ type: 'text', nullable: true })
  username: string | null

  @Property({ type: 'json', defaultRaw: `'{}'` })
  traits: Record<string, unknown>

  /** The times of the user's first and last event, set by the projection; null until it has projected one. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  firstSeenAt: Date | null

  @Property({ type: 'datetime', length: 3, nullable: true })
  lastSeenAt: Date | null

  /** The time of the user's first active event; null until the projection has projected one. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  firstActiveAt: Date | null

  @Property({ type: 'datetime', length: 3, defaultRaw: 'now()' })
  createdAt: Date

  /** The number of the user who this visitor turned out to be. Then this row is only one more id of that user. */
  @Property({ type: 'integer', nullable: true })
  linkedTo: number | null
}
