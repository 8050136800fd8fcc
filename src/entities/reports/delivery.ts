import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { BigIntType } from '@mikro-orm/postgresql'
import { type DeliveryCode } from '../../codes/delivery-code.ts'
import { inProject } from '../in-project.ts'

/**
 * A run of a report, or an announcement, on its way to one recipient. The id is that of the message, the same for all
 * attempts.
 */
@Entity({ tableName: 'deliveries' })
@inProject
export class Delivery {
  @PrimaryKey({ type: 'uuid' })
  id: string

  @Property({ type: 'text' })
  project: string

  /** Null for an announcement. */
  @Property({ type: new BigIntType('string'), nullable: true })
  runId: string | null

  /** Null for a run of a report. */
  @Property({ type: new BigIntType('string'), nullable: true })
  announcementId: string | null

  /** What was announced, such as `alert.firing`; null for a run of a report. */
  @Property({ type: 'text', nullable: true })
  event: string | null

  /** The saved webhook; null for a mail and for a webhook of a report. */
  @Property({ type: new BigIntType('string'), nullable: true })
  webhookId: string | null

  /** How often the delivery was begun again. */
  @Property({ type: 'integer' })
  round: number

  /** The place among those of the same instant. */
  @Property({ type: 'bigint' })
  no: string

  @Property({ type: 'datetime', length: 3 })
  createdAt: Date

  @Property({ type: 'text' })
  channel: 'MAIL' | 'WEBHOOK'

  /** A mail address, the URL of a webhook of a report, or the id of a saved webhook. */
  @Property({ type: 'text' })
  recipient: string

  @Property({ type: 'text' })
  state: 'WAITING' | 'DELIVERED' | 'FAILED'

  @Property({ type: 'integer' })
  attempts: number

  @Property({ type: 'datetime', length: 3, nullable: true })
  nextAttemptAt: Date | null

  @Property({ type: 'datetime', length: 3, nullable: true })
  deliveredAt: Date | null

  @Property({ type: 'text', nullable: true })
  errorCode: DeliveryCode | null

  @Property({ type: 'text', nullable: true })
  errorMessage: string | null

  /** The HTTP status of the last answer. */
  @Property({ type: 'integer', nullable: true })
  status: number | null

  @Property({ type: 'integer', nullable: true })
  durationMs: number | null

  /** The first 1,000 characters of the last answer. */
  @Property({ type: 'text', nullable: true })
  answer: string | null
}
