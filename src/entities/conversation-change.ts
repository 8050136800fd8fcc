import { Entity } from '@mikro-orm/decorators/legacy'
import { Column, flag, instant, label } from './column.ts'
import { Event } from './event.ts'

/** A conversation that started, ended or changed its state. A column that the sender did not give is null. */
@Entity({ discriminatorValue: 'conversation' })
export class ConversationChange extends Event {
  @Column(label)
  status: string | null

  @Column(flag)
  resolved: boolean | null

  @Column({ pg: 'smallint', clickhouse: 'Nullable(Int16)' })
  satisfaction: number | null

  @Column(instant)
  startedAt: Date | null

  @Column(instant)
  endedAt: Date | null

  @Column({ pg: 'jsonb', clickhouse: 'String' })
  topics: string[] | null
}
