import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { inProject } from '../in-project.ts'

/** A group of an alert with its state. An alert without a breakdown has one. The ORM only reads them. */
@Entity({ tableName: 'alert_states' })
@inProject
export class AlertGroup {
  @PrimaryKey({ type: 'bigint' })
  alertId: string

  @PrimaryKey({ type: 'text' })
  groupKey: string

  @Property({ type: 'text' })
  project: string

  @Property({ type: 'json' })
  labels: (string | null)[]

  @Property({ type: 'text' })
  state: 'UNKNOWN' | 'OK' | 'WARNING' | 'ALERT' | 'NO_DATA'

  @Property({ type: 'datetime', length: 3 })
  since: Date

  /** Whether a stretch of trouble goes on. */
  @Property({ type: 'boolean' })
  isOpen: boolean

  @Property({ type: 'datetime', length: 3, nullable: true })
  acknowledgedAt: Date | null

  @Property({ type: 'double', nullable: true })
  value: number | null

  @Property({ type: 'double', nullable: true, fieldName: 'previous' })
  compared: number | null

  @Property({ type: 'double', nullable: true, fieldName: 'sample' })
  sampleSize: number | null
}
