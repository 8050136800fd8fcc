import { Entity } from '@mikro-orm/decorators/legacy'
import { Column, label, text } from './column.ts'
import { Event } from './event.ts'

/** An activity of a user with their account, such as a login, a logout or a registration. */
@Entity({ discriminatorValue: 'activity' })
export class UserActivity extends Event {
  @Column({ pg: 'inet', clickhouse: 'String' })
  ip: string | null

  @Column(text)
  userAgent: string | null

  /** Whether the user agent is a crawler's; null without a user agent. */
  @Column({ pg: 'boolean', clickhouse: 'Bool' })
  isBot: boolean | null

  @Column(label)
  browser: string | null

  @Column(label)
  os: string | null

  @Column(label)
  device: string | null
}
