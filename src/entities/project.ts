import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { type EventKind } from './event-columns.ts'

/** The limits of a project instead of those of the service; 0 for no limit. */
export interface ProjectLimits {
  track?: number
  batch?: number
  query?: number
  sql?: number
  exportsPerHour?: number
  /** The events that the project may send in a day of UTC. Only projects have this limit. */
  eventsPerDay?: number
}

/** For how many days events are kept, by their kind; those of other kinds are kept for ever. */
type Retention = Partial<Record<EventKind, number>>

/** The settings of a project that requests need. */
export interface ProjectSettings {
  timeZone: string
  limits: ProjectLimits
  retention: Retention
  /** The end of the last kept day: events before it have expired. Null while nothing has expired. */
  keptUntil: Date | null
  isDeleting: boolean
}

/** The settings of a project of which nothing is known yet. */
export const usualSettings: ProjectSettings = {
  timeZone: 'UTC',
  limits: {},
  retention: {},
  keptUntil: null,
  isDeleting: false,
}

/** A tenant: the `project` claim of a token names it, and every stored thing belongs to one. */
@Entity({ tableName: 'projects' })
export class Project {
  @PrimaryKey({ type: 'text' })
  id: string

  @Property({ type: 'text', default: 'UTC' })
  timeZone: string

  @Property({ type: 'datetime', length: 3, defaultRaw: 'now()' })
  createdAt: Date

  /** Whether a token made it, not an operator. */
  @Property({ type: 'boolean', default: false })
  fromToken: boolean

  /** The order of the projects that were created at one instant. */
  @Property({ type: 'bigint' })
  no: string

  /** The limits instead of those of the service: `ProjectLimits`. */
  @Property({ type: 'json', defaultRaw: `'{}'` })
  limits: Record<string, number>

  /** For how many days events are kept, by their kind. */
  @Property({ type: 'json', defaultRaw: `'{}'` })
  retention: Record<string, number>

  /** The end of the last kept day: events before it have expired. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  keptUntil: Date | null

  /** The time of `deleteProject`. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  deletingSince: Date | null
}
