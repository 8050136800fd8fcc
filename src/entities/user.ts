import { Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy'
import { inProject } from './in-project.ts'

/** Somebody who used the platform, under the id that the platform knows them by. */
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

  /** When their first and last event happened, kept by the projection; null until it has seen one. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  firstSeenAt: Date | null

  @Property({ type: 'datetime', length: 3, nullable: true })
  lastSeenAt: Date | null

  /** Their first event that is neither a system metric nor a crawler's; null until the projection has seen one. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  firstActiveAt: Date | null

  @Property({ type: 'datetime', length: 3, defaultRaw: 'now()' })
  createdAt: Date
}
