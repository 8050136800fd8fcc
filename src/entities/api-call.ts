import { Entity } from '@mikro-orm/decorators/legacy'
import { Column, flag, label, quantity, text } from './column.ts'
import { Event } from './event.ts'

/** A request to an HTTP endpoint of the platform. */
@Entity({ discriminatorValue: 'api_call' })
export class ApiCall extends Event {
  @Column(label)
  method: string | null

  @Column(label)
  endpoint: string | null

  /** Null if the request got no answer. */
  @Column({ pg: 'integer', clickhouse: 'Nullable(Int32)' })
  statusCode: number | null

  @Column(flag)
  success: boolean | null

  @Column(quantity)
  durationMs: number | null

  @Column(text)
  errorMessage: string | null
}
