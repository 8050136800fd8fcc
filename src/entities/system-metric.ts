import { Entity, Property } from '@mikro-orm/decorators/legacy'
import { Event } from './event.ts'

/** One measured value of a machine or process. */
@Entity({ discriminatorValue: 'system_metric' })
export class SystemMetric extends Event {
  @Property({ type: 'double', nullable: true })
  value: number | null

  @Property({ type: 'text', nullable: true })
  unit: string | null
}
