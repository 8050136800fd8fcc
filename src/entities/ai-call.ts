import { BigIntType } from '@mikro-orm/core'
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

  /** Without what the provider had cached: that is in `cachedTokens` alone. */
  @Property({ type: new BigIntType('number'), nullable: true })
  inputTokens: number | null

  @Property({ type: new BigIntType('number'), nullable: true })
  outputTokens: number | null

  @Property({ type: new BigIntType('number'), nullable: true })
  cachedTokens: number | null

  @Property({ type: 'numeric', nullable: true })
  costUsd: string | null

  @Property({ type: 'text', nullable: true })
  costSource: string | null

  /** What it would have cost, had our own cache not answered. */
  @Property({ type: 'numeric', nullable: true })
  savedCostUsd: string | null

  @Property({ type: 'double', nullable: true })
  durationMs: number | null

  @Property({ type: 'double', nullable: true })
  firstTokenMs: number | null

  /** Whether our own cache answered, so that the provider was not asked. */
  @Property({ type: 'boolean', nullable: true })
  cacheHit: boolean | null

  @Property({ type: 'boolean', nullable: true })
  success: boolean | null

  @Property({ type: 'text', nullable: true })
  errorClass: string | null

  @Property({ type: 'text', nullable: true })
  errorMessage: string | null
}
