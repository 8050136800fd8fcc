import { Entity, Property } from '@mikro-orm/decorators/legacy'
import { Event } from './event.ts'

/** One request to a language model. */
@Entity({ discriminatorValue: 'ai_call' })
export class AiCall extends Event {
  @Property({ type: 'text', nullable: true })
  provider: string | null

  @Property({ type: 'text', nullable: true })
  model: string | null

  @Property({ type: 'text', nullable: true })
  callType: string | null

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

  @Property({ type: 'boolean', nullable: true })
  success: boolean | null

  @Property({ type: 'text', nullable: true })
  errorMessage: string | null
}
