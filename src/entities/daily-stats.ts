import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { BigIntType } from '@mikro-orm/postgresql'
import { inProject } from './in-project.ts'

/** A count below 2^53. */
const CountProperty = () => Property({ type: new BigIntType('number'), default: 0 })

/** The numbers of a calendar day of a project, in the project's time zone. Days without events have no row. */
@Entity({ tableName: 'daily_stats' })
@inProject
export class DailyStats {
  @PrimaryKey({ type: 'text' })
  project: string

  @PrimaryKey({ type: 'date' })
  day: string

  @Property({ type: 'text' })
  timeZone: string

  @Property({ type: 'datetime', length: 3 })
  startsAt: Date

  @Property({ type: 'datetime', length: 3 })
  endsAt: Date

  /** Whether the numbers are out of date: events were projected later, or the numbers were never computed. */
  @Property({ type: 'boolean', default: true })
  isStale: boolean

  @Property({ type: 'datetime', length: 3, nullable: true })
  rolledUpAt: Date | null

  /** The last batch of the projection that the numbers include. */
  @CountProperty()
  rolledUpBatch: number

  @CountProperty()
  events: number

  @CountProperty()
  activeUsers: number

  @CountProperty()
  newUsers: number

  @CountProperty()
  conversations: number

  @CountProperty()
  messages: number

  @CountProperty()
  tokens: number

  @Property({ type: 'numeric', defaultRaw: '0' })
  costUsd: string

  @CountProperty()
  unpricedCalls: number

  @CountProperty()
  aiCalls: number

  @CountProperty()
  aiErrors: number

  @CountProperty()
  apiCalls: number

  @CountProperty()
  apiErrors: number
}
