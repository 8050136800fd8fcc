import { Entity, Property } from '@mikro-orm/decorators/legacy'
import { Event } from './event.ts'

/** One request to an HTTP endpoint of the platform. */
@Entity({ discriminatorValue: 'api_call' })
export class ApiCall extends Event {
  @Property({ type: 'text', nullable: true })
  method: string | null

  @Property({ type: 'text', nullable: true })
  endpoint: string | null

  @Property({ type: 'integer', nullable: true })
  statusCode: number | null

  @Property({ type: 'double', nullable: true })
  durationMs: number | null

  @Property({ type: 'text', nullable: true })
  errorMessage: string | null
}
