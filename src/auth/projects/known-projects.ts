import { type ClientBase, type Pool } from 'pg'
import { type ProjectSettings, usualSettings } from '../../entities/project.ts'
import { projectIsDeleting, tooManyProjects, unavailableEarly, unknownProject } from '../../errors.ts'
import { isOutage } from '../../postgres/database.ts'
import { pooledTransaction } from '../../postgres/transaction.ts'

export interface ProjectRules {
  /** Whether a token creates the project that it names. */
  areOpen: boolean
  /** How many projects tokens create per day, in all processes together; 0 for no limit. */
  mostNew: number
}

/** More ids would take more memory than a look-up in PostgreSQL is worth. */
const mostRemembered = 100_000
/** How long settings are used without another look: another process may have changed them, or deletes the project. */
const staleMs = 5_000

interface Known {
  settings: ProjectSettings
  until: number
}

/**
 * Decides whether the project of a token may be used, and knows its settings. A process looks at each project every 5 s
 * at most; concurrent requests share the look-up.
 */
export class Projects {
  readonly #pool: Pool
  readonly #rules: ProjectRules
  readonly #known = new Map<string, Known>()
  readonly #lookUps = new Map<string, Promise<void>>()
  #fullUntil = 0

  constructor(pool: Pool, rules: ProjectRules) {
    this.#pool = pool
    this.#rules = rules
  }

  /** @throws UNKNOWN_PROJECT, PROJECT_DELETING, TOO_MANY_PROJECTS, DB_UNAVAILABLE */
  async admit(project: string): Promise<void> {
    const known = this.#known.get(project)
    if (!known || known.until < performance.now()) await this.#lookUpOnce(project)
    if (this.settingsOf(project).isDeleting) throw projectIsDeleting()
  }

  /** The settings of a project that was admitted, at most 5 s old unless PostgreSQL is away. */
  settingsOf(project: string): ProjectSettings {
    return this.#known.get(project)?.settings ?? usualSettings
  }

  /** Looks again at the next request: the project has changed. Requests that have begun go on with what was known. */
  renew(project: string): void {
    const known = this.#known.get(project)
    if (known) known.until = 0
  }

  async #lookUpOnce(project: string): Promise<void> {
    const lookUp = this.#lookUps.get(project) ?? this.#lookUp(project)
    this.#lookUps.set(project, lookUp)
    await lookUp
  }

  async #lookUp(project: string): Promise<void> {
    try {
      this.#remember(project, (await readSettings(this.#pool, project)) ?? (await this.#create(project)))
    } catch (error) {
      if (!isOutage(error)) throw error
      // What was known of the project holds until PostgreSQL is back.
      if (!this.#known.has(project)) throw unavailableEarly('PostgreSQL')
    } finally {
      this.#lookUps.delete(project)
    }
  }

  async #create(project: string): Promise<ProjectSettings> {
    this.#known.delete(project)
    const { areOpen, mostNew } = this.#rules
    if (!areOpen) throw unknownProject()
    const fullMs = this.#fullUntil - performance.now()
    if (fullMs > 0) throw tooManyProjects(mostNew, fullMs)
    const waitMs = await pooledTransaction(this.#pool, client => createWithinLimit(client, project, mostNew))
    if (waitMs === undefined) return usualSettings
    this.#fullUntil = performance.now() + waitMs
    throw tooManyProjects(mostNew, waitMs)
  }

  #remember(project: string, settings: ProjectSettings): void {
    if (this.#known.size >= mostRemembered) this.#known.clear()
    this.#known.set(project, { settings, until: performance.now() + staleMs })
  }
}

/** The settings of a project; undefined if it does not exist. */
export async function readSettings(
  pool: Pool | ClientBase,
  project: string,
): Promise<ProjectSettings | undefined> {
  const { rows } = await pool.query<ProjectSettings>(
    `select time_zone as "timeZone", limits, retention, kept_until as "keptUntil",
       deleting_since is not null as "isDeleting"
     from projects where id = $1`,
    [project],
  )
  return rows[0]
}

/** Any number that is the same in every process. Without the lock two processes could both create the last project. */
const projectsLock = 7_411_010

/** Creates the project, or returns the milliseconds until another project may be created. */
async function createWithinLimit(client: ClientBase, project: string, mostNew: number) {
  await client.query('select pg_advisory_xact_lock($1)', [projectsLock])
  // Another process may have created the project in the meantime.
  if (await readSettings(client, project)) return undefined
  const waitMs = mostNew ? await msUntilAllowed(client, mostNew) : undefined
  if (waitMs === undefined)
    await client.query('insert into projects (id, from_token) values ($1, true) on conflict do nothing', [
      project,
    ])
  return waitMs
}

/** The time until the oldest of the last `mostNew` projects is a day old; undefined when there are fewer. */
async function msUntilAllowed(client: ClientBase, mostNew: number): Promise<number | undefined> {
  const { rows } = await client.query<{ ms: number }>(
    `select extract(epoch from created_at + interval '1 day' - now())::float8 * 1000 as ms
     from projects
     where from_token and created_at > now() - interval '1 day'
     order by created_at desc
     offset $1 limit 1`,
    [mostNew - 1],
  )
  return rows[0]?.ms
}
