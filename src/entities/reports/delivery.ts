import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { type DeliveryCode } from '../../codes/delivery-code.ts'
import { inProject } from '../in-project.ts'

/** A run of a report on its way to one recipient. The id is that of the message, the same for all attempts. */
@Entity({ tableName: 'deliveries' })
@inProject
export class Delivery {
  @PrimaryKey({ type: 'uuid' })
  id: string

  @Property({ type: 'text' })
  project: string

  @Property({ type: 'bigint' })
  runId: string

  @Property({ type: 'text' })
  channel: 'MAIL' | 'WEBHOOK'

  /** A mail address or a URL. */
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
}
