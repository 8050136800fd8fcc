import { Entity, Property } from '@mikro-orm/decorators/legacy'
import { Event } from './event.ts'

/** One message of a conversation, with what it took to produce it. */
@Entity({ discriminatorValue: 'message' })
export class Message extends Event {
  @Property({ type: 'text', nullable: true })
  role: string | null

  @Property({ type: 'text', nullable: true })
  provider: string | null

  @Property({ type: 'text', nullable: true })
  model: string | null

  @Property({ type: 'bigint', nullable: true })
  inputTokens: string | null

  @Property({ type: 'bigint', nullable: true })
  outputTokens: string | null

  @Property({ type: 'bigint', nullable: true })
  cachedTokens: string | null

  @Property({ type: 'numeric', nullable: true })
  costUsd: string | null

  @Property({ type: 'double', nullable: true })
  durationMs: number | null
}
