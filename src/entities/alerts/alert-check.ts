import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { inProject } from '../in-project.ts'

/** The checks of an alert: when the last one was, and when the next one is due. */
@Entity({ tableName: 'alert_checks' })
@inProject
export class AlertCheck {
  @PrimaryKey({ type: 'bigint' })
  alertId: string

  @Property({ type: 'text' })
  project: string

  /** Null for an alert that is paused or invalid. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  nextAt: Date | null

  @Property({ type: 'datetime', length: 3, nullable: true })
  checkedAt: Date | null

  /** The end of the last window that was checked. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  checkedTo: Date | null

  @Property({ type: 'text', nullable: true })
  errorCode: string | null

  @Property({ type: 'text', nullable: true })
  errorMessage: string | null

  @Property({ type: 'boolean' })
  isInvalid: boolean

  @Property({ type: 'datetime', length: 3, nullable: true })
  snoozedUntil: Date | null
}
