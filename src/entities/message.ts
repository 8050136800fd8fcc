import { Entity } from '@mikro-orm/decorators/legacy'
import { Column, ColumnsOf, flag, label, quantity } from './column.ts'
import { ModelEvent, ModelUsage } from './model-usage.ts'

/** A message of a conversation, with the model call that made it, if any. */
@Entity({ discriminatorValue: 'message' })
@ColumnsOf(ModelUsage)
export class Message extends ModelEvent {
  @Column(label)
  role: string | null

  @Column(quantity)
  durationMs: number | null

  @Column(flag)
  isFallback: boolean | null

  @Column(label)
  feedback: string | null
}
