import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { type ForwardingCode } from '../../codes/forwarding-code.ts'
import { inProject } from '../in-project.ts'

/** A row that a destination has refused for good. It names the row and has no copy of it. */
@Entity({ tableName: 'dead_letters' })
@inProject
export class DeadLetter {
  @PrimaryKey({ type: 'bigint' })
  id: string

  @Property({ type: 'text' })
  project: string

  @Property({ type: 'bigint' })
  destinationId: string

  @Property({ type: 'text' })
  thing: 'EVENT' | 'USER'

  /** The position of the event in the log, or the number of the user. */
  @Property({ type: 'bigint' })
  number: string

  @Property({ type: 'text' })
  messageId: string

  @Property({ type: 'integer' })
  attempts: number

  /** Whether it is sent again. */
  @Property({ type: 'boolean' })
  isDue: boolean

  @Property({ type: 'text' })
  code: ForwardingCode

  @Property({ type: 'text' })
  message: string

  @Property({ type: 'integer', nullable: true })
  status: number | null

  @Property({ type: 'datetime', length: 3 })
  createdAt: Date
}
