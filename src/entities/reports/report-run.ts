import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { inProject } from '../in-project.ts'

/** A part of a report as a run found it. */
export interface RunBlock {
  title: string
  /** Null for a question. */
  text: string | null
  /** The answer as a table; null for a text, and for a question that failed. */
  table: { columns: { name: string; type: string }[]; rows: unknown[][] } | null
  /** The rows of the answer, of which the table may have fewer. */
  rowCount: number | null
  /** The answer as JSON; null where it would be too large. */
  answer: object | null
  error: { code: string; message: string } | null
}

/** A run of a report, for a time of its schedule or because somebody asked for it. */
@Entity({ tableName: 'report_runs' })
@inProject
export class ReportRun {
  @PrimaryKey({ type: 'bigint' })
  id: string

  @Property({ type: 'text' })
  project: string

  @Property({ type: 'bigint' })
  reportId: string

  /** The time of the schedule; null for a run that somebody asked for. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  slot: Date | null

  @Property({ type: 'text' })
  state: 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED'

  @Property({ type: 'datetime', length: 3, nullable: true })
  periodFrom: Date | null

  @Property({ type: 'datetime', length: 3, nullable: true })
  periodTo: Date | null

  @Property({ type: 'boolean' })
  isLate: boolean

  @Property({ type: 'text', nullable: true })
  note: string | null

  /** Read only where it is shown: it may have 256 kB. */
  @Property({ type: 'json', nullable: true, lazy: true })
  blocks: RunBlock[] | null

  @Property({ type: 'text', nullable: true })
  errorCode: string | null

  @Property({ type: 'text', nullable: true })
  errorMessage: string | null

  @Property({ type: 'datetime', length: 3 })
  createdAt: Date

  @Property({ type: 'datetime', length: 3, nullable: true })
  finishedAt: Date | null
}
