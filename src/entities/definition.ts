import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { inProject } from './in-project.ts'

/** The kinds of saved definition, each with its noun. `src/definitions/kinds` has a file for each of them. */
export const definitionNouns = {
  segment: 'segment',
  funnel: 'funnel',
  cohorts: 'cohort question',
  query: 'custom query',
  metric: 'metric',
  dashboard: 'dashboard',
  report: 'report',
  webhook: 'webhook',
  alert: 'alert',
  budget: 'budget',
  destination: 'destination',
} as const

export type DefinitionKindName = keyof typeof definitionNouns

/** A question, or a part of one, that an administrator saved under a name. */
@Entity({ tableName: 'definitions' })
@inProject
export class Definition {
  @PrimaryKey({ type: 'bigint' })
  id: string

  @Property({ type: 'text' })
  project: string

  @Property({ type: 'text' })
  kind: DefinitionKindName

  /** Unique among the definitions of the same kind in the project. */
  @Property({ type: 'text' })
  name: string

  @Property({ type: 'text', nullable: true })
  description: string | null

  /** The GraphQL input that was saved. */
  @Property({ type: 'json' })
  content: object

  /** 1 at first, one more after each update. An update names the version that its author read. */
  @Property({ type: 'integer', default: 1 })
  version: number

  /** The subject of the token that created the definition. */
  @Property({ type: 'text' })
  createdBy: string

  @Property({ type: 'datetime', length: 3, defaultRaw: 'now()' })
  createdAt: Date

  @Property({ type: 'datetime', length: 3, defaultRaw: 'now()' })
  updatedAt: Date
}
