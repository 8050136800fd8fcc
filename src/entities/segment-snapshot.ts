import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { inProject } from './in-project.ts'

/** Who was in a segment at one moment; the users themselves are rows of `segment_snapshot_members`. */
@Entity({ tableName: 'segment_snapshots' })
@inProject
export class SegmentSnapshot {
  @PrimaryKey({ type: 'bigint' })
  id: string

  @Property({ type: 'text' })
  project: string

  @Property({ type: 'bigint' })
  segmentId: string

  /** When its users were looked at. */
  @Property({ type: 'datetime', length: 3 })
  asOf: Date

  @Property({ type: 'integer' })
  size: number

  /** How many users were known then. */
  @Property({ type: 'integer' })
  knownUsers: number

  /** Whose token it was taken with. */
  @Property({ type: 'text' })
  createdBy: string

  @Property({ type: 'datetime', length: 3, defaultRaw: 'now()' })
  createdAt: Date
}
