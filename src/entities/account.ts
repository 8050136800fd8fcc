import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'

/** An account that logs in with a password, without an auth service. The entity does not read the hash of the password. */
@Entity({ tableName: 'accounts' })
export class Account {
  @PrimaryKey({ type: 'bigint' })
  id: string

  /** In lower case; unique across all projects. */
  @Property({ type: 'text' })
  username: string

  /** The name of the person. */
  @Property({ type: 'text', nullable: true })
  name: string | null

  /** The e-mail address of the person, in lower case; unique across all projects. */
  @Property({ type: 'text', nullable: true })
  email: string | null

  /** The project of its tokens. */
  @Property({ type: 'text' })
  project: string

  @Property({ type: 'string[]' })
  roles: ('admin' | 'service')[]

  @Property({ type: 'datetime', length: 3, defaultRaw: 'now()' })
  createdAt: Date

  @Property({ type: 'datetime', length: 3, nullable: true })
  disabledAt: Date | null
}
