import { type EntityManager } from '@mikro-orm/postgresql'
import { type Client, type Pool } from 'pg'
import { type Logger } from 'pino'
import { noteStatement } from '../analytics/query/asked-field.ts'
import { type CopyState, type ReadState } from '../analytics/query/copy-state.ts'
import { explainedNow } from '../analytics/query/explaining.ts'
import { createMeasureRows, type MeasureRows } from '../analytics/query/measure/measure-rows.ts'
import { precomputedDays } from '../analytics/query/precomputed/precomputed-days.ts'
import { type QueryScope } from '../analytics/query/query-scope.ts'
import { type Run, runAt } from '../analytics/query/run-at.ts'
import { type AuditWriter } from '../audit/audit-writer.ts'
import { type Proofs } from '../auth/authenticate.ts'
import { type Projects } from '../auth/projects/known-projects.ts'
import { type Viewer } from '../auth/viewer.ts'
import { type ClickHouse } from '../clickhouse/client.ts'
import { type Sql } from '../clickhouse/sql.ts'
import { type WebhookSettings } from '../delivery/webhook-settings.ts'
import { type Change } from '../entities/audit-entry.ts'
import { Project } from '../entities/project.ts'
import { type Gate } from '../limits/gate.ts'
import { type Charged } from '../limits/rates.ts'
import { once } from '../lists/once.ts'
import { type Metrics } from '../metrics.ts'
import { type Database } from '../postgres/database.ts'
import { AskedFields } from './asked-fields.ts'
import { createLoaders, type Loaders } from './loaders.ts'

/** The services of the process that every request uses, on every route. */
export interface RequestServices {
  database: Database
  clickhouse: ClickHouse
  projector: {
    /** @throws DB_UNAVAILABLE while ClickHouse must not be read */
    requireReadable(): Promise<void>
    /** Waits until ClickHouse has the log; returns the state of the copy then. */
    caughtUp(signal?: AbortSignal): Promise<ReadState>
    /** The last batch of which ClickHouse may have a part by now. */
    begun(): Promise<CopyState>
  }
  auth: Proofs
  projects: Projects
  customSql: CustomSql
  gate: Gate
  audit: AuditWriter
  metrics: Metrics
  webhooks: WebhookSettings
  log: Logger
}

/** Whether custom queries may run, and for how long at most. */
export interface CustomSql {
  isOn: boolean
  mostSeconds: number
}

/** The client of a request. */
export interface Sender {
  /** Null without an Authorization header. */
  viewer: Viewer | null
  requestId: string
  address: string
  userAgent: string | undefined
  /** Whether a web page of an origin in `CORS_ORIGINS` sends it, from the browser of one of its visitors. */
  isFromPage?: boolean
  /** Aborts when the client disconnects before it has the answer. */
  gone: AbortSignal
}

/** A login or a failed attempt. The account exists: an unknown username may be a password and is stored nowhere. */
export interface Login {
  field: 'obtainToken' | 'refreshToken'
  username: string
  project: string
  roles: Viewer['roles']
  outcome: 'OK' | 'UNAUTHENTICATED'
}

/**
 * One request below any protocol: its sender, the stored things that it may reach, what it is charged, and what it has
 * changed. GraphQL and every other route use the same scope. Its parts are built on first use: tracking needs no entity
 * manager, and a fork of that costs more than the insert of an event.
 */
export class RequestScope implements QueryScope, Sender {
  readonly viewer: Viewer | null
  readonly requestId: string
  readonly address: string
  readonly userAgent: string | undefined
  readonly isFromPage: boolean
  readonly gone: AbortSignal
  /** The time at which the request arrived. */
  readonly asOf = new Date()
  /** Cancels the statements of a question. A change has no signal and runs to its end. Set it before the first use of `em`. */
  signal: AbortSignal | undefined
  /** The cost in points: 0 until it is known, and after the request that of the fields that ran. */
  cost = 0
  readonly askedFields = new AskedFields()
  /** The remaining allowance of each rate limit that the request was charged to. */
  allowances: Charged['allowances'] = {}
  /** What the request has changed so far, for the audit log. */
  readonly changes: Change[] = []
  readonly logins: Login[] = []
  /** The SHA-256 of the SQL of each custom query that the request has begun, for the audit log. */
  readonly ranSql: string[] = []

  constructor(
    readonly services: RequestServices,
    { viewer, requestId, address, userAgent, isFromPage = false, gone }: Sender,
  ) {
    this.viewer = viewer
    this.requestId = requestId
    this.address = address
    this.userAgent = userAgent
    this.isFromPage = isFromPage
    this.gone = gone
  }

  /** The project of the token; empty without one. */
  get project(): string {
    return this.viewer?.project ?? ''
  }

  /** The stored things of the project and of no other. */
  get em(): EntityManager {
    return this.#em()
  }

  get keptUntil(): Date | null {
    return this.services.projects.settingsOf(this.project).keptUntil
  }

  get pool(): Pool {
    return this.services.database.pool
  }

  get clickhouse(): ClickHouse {
    return this.services.clickhouse
  }

  get loaders(): Loaders {
    return this.#loaders()
  }

  get run(): Run {
    return this.#run()
  }

  get measureRows(): MeasureRows {
    return this.#measureRows()
  }

  /** All questions of the request read the same state of the copy. */
  readonly caughtUp = once(async () => {
    const { projector } = this.services
    await projector.requireReadable()
    const state = await this.caughtUpInPostgres()
    // ClickHouse may have become unreadable during the wait.
    await projector.requireReadable()
    return state
  })

  readonly caughtUpInPostgres = once(() => this.services.projector.caughtUp(this.signal))

  readonly precomputedDays = once(async () => {
    const { batch } = await this.caughtUp()
    return precomputedDays(this.pool, this.project, batch)
  })

  readonly timeZone = once(async () => (await this.em.findOne(Project, this.project))?.timeZone ?? 'UTC')

  /** A connection to PostgreSQL for this request alone; the caller ends it. */
  openSession(): Promise<Client> {
    return this.services.database.connect()
  }

  readonly #em = once(() => {
    const { orm } = this.services.database
    const { project, signal } = this
    const em = orm.em.fork(signal && { signal, inflightQueryAbortStrategy: 'cancel query' })
    em.setFilterParams('project', { project })
    return em
  })

  readonly #loaders = once(() => createLoaders(this))

  readonly #run = once(() =>
    runAt((name, question) => this.#ask(name, question), {
      project: this.project,
      state: () => this.caughtUp(),
      begun: () => this.services.projector.begun(),
    }),
  )

  async #ask<Row>(name: string, question: Sql): Promise<Row[]> {
    noteStatement()
    const statements = explainedNow()
    if (!statements) return this.clickhouse.query<Row>(name, question, this.signal)
    const { rows, explained } = await this.clickhouse.explain<Row>(name, question, this.signal)
    statements.push(explained)
    return rows
  }

  readonly #measureRows = once(() => createMeasureRows(this.run))
}
