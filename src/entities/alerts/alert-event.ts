import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { inProject } from '../in-project.ts'

/** An entry in the history of an alert. */
@Entity({ tableName: 'alert_events' })
@inProject
export class AlertEvent {
  @PrimaryKey({ type: 'bigint' })
  id: string

  @Property({ type: 'text' })
  project: string

  @Property({ type: 'bigint' })
  alertId: string

  @Property({ type: 'json' })
  labels: (string | null)[]

  @Property({ type: 'datetime', length: 3 })
  at: Date

  @Property({ type: 'text' })
  kind: string

  @Property({ type: 'text', nullable: true })
  state: string | null

  @Property({ type: 'text', nullable: true })
  previousState: string | null

  @Property({ type: 'datetime', length: 3, nullable: true })
  windowFrom: Date | null

  @Property({ type: 'datetime', length: 3, nullable: true })
  windowTo: Date | null

  @Property({ type: 'double', nullable: true })
  value: number | null

  @Property({ type: 'double', nullable: true, fieldName: 'previous' })
  compared: number | null

  @Property({ type: 'double', nullable: true, fieldName: 'sample' })
  sampleSize: number | null

  @Property({ type: 'double', nullable: true })
  milestone: number | null

  @Property({ type: 'boolean' })
  isTold: boolean

  @Property({ type: 'text', nullable: true })
  subject: string | null

  @Property({ type: 'text', nullable: true })
  note: string | null
}
