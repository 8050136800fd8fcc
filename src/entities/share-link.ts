import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { inProject } from './in-project.ts'

/** A link that shows one dashboard to people without a token. The signed token itself is not stored. */
@Entity({ tableName: 'share_links' })
@inProject
export class ShareLink {
  @PrimaryKey({ type: 'bigint' })
  id: string

  @Property({ type: 'text' })
  project: string

  /** The id of a saved dashboard, or the word of a built-in one. */
  @Property({ type: 'text' })
  dashboardId: string

  /** The `FilterInput` that every number behind the link has to pass, as it was sent. */
  @Property({ type: 'json', nullable: true })
  filter: object | null

  @Property({ type: 'boolean' })
  allowsRange: boolean

  @Property({ type: 'boolean' })
  allowsLists: boolean

  /** The subject of the token that created the link. */
  @Property({ type: 'text' })
  createdBy: string

  @Property({ type: 'datetime', length: 3, defaultRaw: 'now()' })
  createdAt: Date

  @Property({ type: 'datetime', length: 3 })
  expiresAt: Date

  @Property({ type: 'datetime', length: 3, nullable: true })
  revokedAt: Date | null
}
