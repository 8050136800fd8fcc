import { Entity, Property } from '@mikro-orm/decorators/legacy'
import { Event } from './event.ts'

/** A conversation that started, ended or changed its state: what it says nothing of is null. */
@Entity({ discriminatorValue: 'conversation' })
export class ConversationChange extends Event {
  @Property({ type: 'text', nullable: true })
  status: string | null

  @Property({ type: 'boolean', nullable: true })
  resolved: boolean | null

  @Property({ type: 'smallint', nullable: true })
  satisfaction: number | null

  @Property({ type: 'datetime', length: 3, nullable: true })
  startedAt: Date | null

  @Property({ type: 'datetime', length: 3, nullable: true })
  endedAt: Date | null

  @Property({ type: 'json', nullable: true })
  topics: string[] | null
}
