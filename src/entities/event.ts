import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { Column, instant, jsonColumn, label, text } from './column.ts'
import { inProject } from './in-project.ts'

/**
 * A row of the log, which only grows: an event of the kind `event`, and the base of every other kind. `ingest` writes
 * the rows, the ORM only reads them. The kinds extend this class directly: `find(Event)` silently leaves out an entity
 * that extends a class in between.
 */
@Entity({ tableName: 'events', discriminatorColumn: 'kind', discriminatorValue: 'event' })
@inProject
export class Event {
  /** The position in the log. */
  @PrimaryKey({ type: 'bigint' })
  seq: string

  @Column(label, { nullable: false })
  project: string

  /** The sender's id, unique among the events of its kind in the project for ever. */
  @Column(text, { nullable: false })
  eventId: string

  @Column(label, { nullable: false })
  kind: string

  @Column(label, { nullable: false })
  name: string

  @Column({ pg: 'integer', clickhouse: 'UInt32' })
  userNo: number | null

  @Column(text)
  sessionId: string | null

  @Column(text)
  conversationId: string | null

  @Column(label)
  botId: string | null

  @Column(label)
  channel: string | null

  @Column({ pg: 'timestamptz', clickhouse: "DateTime64(3, 'UTC')" }, { nullable: false })
  occurredAt: Date

  /** The time by the clock of the sender, where `sentAt` corrected it. */
  @Column(instant)
  originalAt: Date | null

  @Property({ type: 'datetime', length: 3 })
  receivedAt: Date

  @Column({ pg: 'jsonb', clickhouse: jsonColumn })
  properties: Record<string, unknown> | null
}
