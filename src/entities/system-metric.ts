import { Entity } from '@mikro-orm/decorators/legacy'
import { Column, label, quantity } from './column.ts'
import { Event } from './event.ts'

/** A measured value of a machine or process. */
@Entity({ discriminatorValue: 'system_metric' })
export class SystemMetric extends Event {
  @Column(quantity)
  value: number | null

  @Column(label)
  unit: string | null
}
