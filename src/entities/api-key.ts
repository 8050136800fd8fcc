import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { inProject } from './in-project.ts'

/** A key that a service sends instead of a token. The entity does not read the hash of the key. */
@Entity({ tableName: 'api_keys' })
@inProject
export class ApiKey {
  @PrimaryKey({ type: 'bigint' })
  id: string

  @Property({ type: 'text' })
  project: string

  @Property({ type: 'text' })
  name: string

  /** How the key begins: enough to tell it from others, too little to guess the rest. */
  @Property({ type: 'text' })
  prefix: string

  @Property({ type: 'string[]' })
  scopes: ('TRACK' | 'READ')[]

  /** Whose token it was made with. */
  @Property({ type: 'text' })
  createdBy: string

  @Property({ type: 'datetime', length: 3, defaultRaw: 'now()' })
  createdAt: Date

  @Property({ type: 'datetime', length: 3, nullable: true })
  expiresAt: Date | null

  @Property({ type: 'datetime', length: 3, nullable: true })
  lastUsedAt: Date | null

  @Property({ type: 'datetime', length: 3, nullable: true })
  revokedAt: Date | null
}
