import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'

/** A tenant: the `project` claim of a token names it, and every stored thing belongs to one. */
@Entity({ tableName: 'projects' })
export class Project {
  @PrimaryKey({ type: 'text' })
  id: string

  @Property({ type: 'text', default: 'UTC' })
  timeZone: string

  @Property({ type: 'datetime', length: 3, defaultRaw: 'now()' })
  createdAt: Date

  /** Whether a token made it, not an operator. */
  @Property({ type: 'boolean', default: false })
  fromToken: boolean
}
