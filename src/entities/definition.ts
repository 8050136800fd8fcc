import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { inProject } from './in-project.ts'

/** What can be defined: which input of the API `content` holds. */
export type DefinitionKind = 'segment' | 'funnel' | 'cohorts'

/** A question, or a part of one, that administrators gave a name and saved. */
@Entity({ tableName: 'definitions' })
@inProject
export class Definition {
  @PrimaryKey({ type: 'bigint' })
  id: string

  @Property({ type: 'text' })
  project: string

  @Property({ type: 'text' })
  kind: DefinitionKind

  /** No other definition of the kind in the project has it. */
  @Property({ type: 'text' })
  name: string

  @Property({ type: 'text', nullable: true })
  description: string | null

  @Property({ type: 'json' })
  content: object

  /** 1 when created, one more with each update: who updates says which one they have seen. */
  @Property({ type: 'integer', default: 1 })
  version: number

  /** Whose token it was saved with. */
  @Property({ type: 'text' })
  createdBy: string

  @Property({ type: 'datetime', length: 3, defaultRaw: 'now()' })
  createdAt: Date

  @Property({ type: 'datetime', length: 3, defaultRaw: 'now()' })
  updatedAt: Date
}
