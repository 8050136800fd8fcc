import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { type DefinitionKindName } from './definition.ts'
import { inProject } from './in-project.ts'

export type ChangedDefinition = Uppercase<DefinitionKindName>

/** What a request made, changed, ended or deleted: which thing, and nothing of what is in it. */
export interface Change {
  action: 'CREATED' | 'UPDATED' | 'ENDED' | 'DELETED'
  kind: ChangedDefinition | 'SNAPSHOT' | 'API_KEY' | 'MODEL_PRICE' | 'COSTS' | 'ACCOUNT'
  /** Null for costs, which are those of a range. */
  id: string | null
  name: string | null
}

/** Who asked or changed what, when, from where and at what cost. The ORM only reads it. */
@Entity({ tableName: 'audit_log' })
@inProject
export class AuditEntry {
  @PrimaryKey({ type: 'bigint' })
  id: string

  @Property({ type: 'text' })
  project: string

  /** When the request came. */
  @Property({ type: 'datetime', length: 3 })
  at: Date

  /** Made by this service: a client cannot choose it, and so not hide behind one that is there. */
  @Property({ type: 'text' })
  requestId: string

  /** The `sub` of the token, `api-key:` and an id, or the name of the account. */
  @Property({ type: 'text' })
  subject: string

  @Property({ type: 'string[]' })
  roles: ('admin' | 'service' | 'reader')[]

  @Property({ type: 'text' })
  proof: 'TOKEN' | 'API_KEY' | 'NONE'

  @Property({ type: 'text', nullable: true })
  address: string | null

  @Property({ type: 'text', nullable: true })
  userAgent: string | null

  @Property({ type: 'text' })
  kind: 'QUERY' | 'MUTATION' | 'LOGIN' | 'COMMAND'

  @Property({ type: 'text', nullable: true })
  operationName: string | null

  @Property({ type: 'string[]' })
  fields: string[]

  @Property({ type: 'double' })
  cost: number

  @Property({ type: 'integer' })
  durationMs: number

  /** `OK`, or the code of the first error. */
  @Property({ type: 'text' })
  outcome: string

  @Property({ type: 'json' })
  changes: Change[]
}
