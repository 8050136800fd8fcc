import { Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy'
import { inProject } from './in-project.ts'

/** A conversation as its events tell it: the projection keeps the rows, the ORM only reads them. */
@Entity({ tableName: 'conversations' })
@inProject
@Unique({ properties: ['project', 'externalId'] })
export class Conversation {
  @PrimaryKey({ type: 'bigint' })
  no: string

  @Property({ type: 'text' })
  project: string

  @Property({ type: 'text' })
  externalId: string

  @Property({ type: 'text' })
  status: string

  /** Whether nobody announced it: a message named it first. */
  @Property({ type: 'boolean' })
  isImplied: boolean

  @Property({ type: 'boolean', nullable: true })
  resolved: boolean | null

  @Property({ type: 'smallint', nullable: true })
  satisfaction: number | null

  @Property({ type: 'json', defaultRaw: `'[]'` })
  topics: string[]

  @Property({ type: 'text', nullable: true })
  botId: string | null

  @Property({ type: 'text', nullable: true })
  channel: string | null

  @Property({ type: 'integer', nullable: true })
  userNo: number | null

  @Property({ type: 'datetime', length: 3 })
  startedAt: Date

  @Property({ type: 'datetime', length: 3, nullable: true })
  endedAt: Date | null

  /** When its latest event of any kind happened; none happened before `startedAt`. */
  @Property({ type: 'datetime', length: 3 })
  lastEventAt: Date
}
