import { Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy'
import { inProject } from './in-project.ts'

/** The state of a conversation, derived from its events. The projection writes the rows; the ORM only reads them. */
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

  /** Whether a message named the conversation before an event started it. */
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

  /** The time of its latest event of any kind. No event is earlier than `startedAt`. */
  @Property({ type: 'datetime', length: 3 })
  lastEventAt: Date
}
