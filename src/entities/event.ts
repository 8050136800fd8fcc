import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { type FactKind } from './fact-columns.ts'
import { inProject } from './in-project.ts'

/**
 * A row of the append-only log, and the base of every kind of fact. Rows are written by `ingest`, never by the ORM.
 * The kinds extend it directly: `find(Event)` leaves out, without a word, what extends a class in between.
 */
@Entity({ tableName: 'events', discriminatorColumn: 'kind', discriminatorValue: 'event' })
@inProject
export class Event {
  /** The position in the log. */
  @PrimaryKey({ type: 'bigint' })
  seq: string

  @Property({ type: 'text' })
  project: string

  /** The client's id, unique within the project for ever. */
  @Property({ type: 'text' })
  eventId: string

  @Property({ type: 'text' })
  kind: FactKind

  @Property({ type: 'text' })
  name: string

  @Property({ type: 'integer', nullable: true })
  userNo: number | null

  @Property({ type: 'text', nullable: true })
  sessionId: string | null

  @Property({ type: 'text', nullable: true })
  conversationId: string | null

  @Property({ type: 'text', nullable: true })
  botId: string | null

  @Property({ type: 'text', nullable: true })
  channel: string | null

  @Property({ type: 'datetime', length: 3 })
  occurredAt: Date

  @Property({ type: 'datetime', length: 3 })
  receivedAt: Date

  @Property({ type: 'json', nullable: true })
  properties: Record<string, unknown> | null
}
