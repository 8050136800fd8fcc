import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'

/** A person who logs in here, where no auth service gives out tokens. The hash of the password is not read into it. */
@Entity({ tableName: 'accounts' })
export class Account {
  @PrimaryKey({ type: 'bigint' })
  id: string

  /** In small letters; no other account has it, in any project. */
  @Property({ type: 'text' })
  username: string

  /** The one project that its tokens open. */
  @Property({ type: 'text' })
  project: string

  @Property({ type: 'string[]' })
  roles: ('admin' | 'service')[]

  @Property({ type: 'datetime', length: 3, defaultRaw: 'now()' })
  createdAt: Date

  @Property({ type: 'datetime', length: 3, nullable: true })
  disabledAt: Date | null
}
