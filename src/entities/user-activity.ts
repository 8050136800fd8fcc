import { Entity, Property } from '@mikro-orm/decorators/legacy'
import { Event } from './event.ts'

/** What a user did with their account: login, logout, registration. */
@Entity({ discriminatorValue: 'activity' })
export class UserActivity extends Event {
  @Property({ type: 'text', columnType: 'inet', nullable: true })
  ip: string | null

  @Property({ type: 'text', nullable: true })
  userAgent: string | null

  /** Whether the user agent is a crawler's; null without one. */
  @Property({ type: 'boolean', nullable: true })
  isBot: boolean | null

  @Property({ type: 'text', nullable: true })
  browser: string | null

  @Property({ type: 'text', nullable: true })
  os: string | null

  @Property({ type: 'text', nullable: true })
  device: string | null
}
