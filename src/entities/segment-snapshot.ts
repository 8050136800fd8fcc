import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { inProject } from './in-project.ts'

/** The size of a segment at one instant. Its users are rows of `segment_snapshot_members`. */
@Entity({ tableName: 'segment_snapshots' })
@inProject
export class SegmentSnapshot {
  @PrimaryKey({ type: 'bigint' })
  id: string

  @Property({ type: 'text' })
  project: string

  @Property({ type: 'bigint' })
  segmentId: string

  /** The instant at which the condition of the segment was evaluated. */
  @Property({ type: 'datetime', length: 3 })
  asOf: Date

  @Property({ type: 'integer' })
  size: number

  /** The number of users that the project knew at that instant. */
  @Property({ type: 'integer' })
  knownUsers: number

  /** The subject of the token that took the snapshot. */
  @Property({ type: 'text' })
  createdBy: string

  @Property({ type: 'datetime', length: 3, defaultRaw: 'now()' })
  createdAt: Date
}
