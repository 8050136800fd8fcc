import { Entity } from '@mikro-orm/decorators/legacy'
import { Column, ColumnsOf, flag, label, quantity, text } from './column.ts'
import { ModelEvent, ModelUsage } from './model-usage.ts'

/** A request to a language model. */
@Entity({ discriminatorValue: 'ai_call' })
@ColumnsOf(ModelUsage)
export class AiCall extends ModelEvent {
  @Column(label)
  callType: string | null

  @Column(quantity)
  durationMs: number | null

  @Column(quantity)
  firstTokenMs: number | null

  /** Whether the platform's own cache answered, without a request to the provider. */
  @Column(flag)
  cacheHit: boolean | null

  @Column(flag)
  success: boolean | null

  @Column(label)
  errorClass: string | null

  @Column(text)
  errorMessage: string | null
}
