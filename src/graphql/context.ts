import { type EntityManager } from '@mikro-orm/postgresql'
import { type FastifyReply, type FastifyRequest } from 'fastify'
import { GraphQLError } from 'graphql'
import { type Client, type Pool } from 'pg'
import { createMeasureRows, type MeasureRows } from '../analytics/query/measure/measure-rows.ts'
import { type Query } from '../analytics/query/query.ts'
import { type QueryScope } from '../analytics/query/query-scope.ts'
import { type AuditWriter } from '../audit/audit-writer.ts'
import { type Audited } from '../audit/entries-of.ts'
import { type Caller } from '../auth/accounts/caller.ts'
import { type ApiKeys } from '../auth/api-keys/api-keys.ts'
import { authenticate, type Proofs } from '../auth/authenticate.ts'
import { type Projects } from '../auth/projects/admit-projects.ts'
import { type Viewer } from '../auth/viewer.ts'
import { type ClickHouse } from '../clickhouse/client.ts'
import { type Embedded } from '../engines/embedded.ts'
import { Project } from '../entities/project.ts'
import { clientGone } from '../errors.ts'
import { type Drain } from '../http/drain.ts'
import { type NewKeys } from '../ingest/new-keys.ts'
import { type Write } from '../ingest/writer.ts'
import { type Gate } from '../limits/gate.ts'
import { type Charged } from '../limits/rates.ts'
import { once } from '../lists/once.ts'
import { type Metrics } from '../metrics.ts'
import { type Database } from '../postgres/database.ts'
import { type Prices } from '../pricing/prices.ts'
import { type Projector } from '../projection/projector.ts'
import { createLoaders, type Loaders } from './loaders.ts'
import { type TrustedDocuments } from './read-trusted-documents.ts'

/** Everything that lives as long as the process. */
export interface Services {
  database: Database
  clickhouse: ClickHouse
  /** The engines that run here, if any. */
  embedded: Embedded | undefined
  projector: Projector
  write: Write
  newKeys: NewKeys
  prices: Prices
  storeIp: boolean
  metrics: Metrics
  audit: AuditWriter
  auth: Proofs
  projects: Projects
  gate: Gate
  signed: Caller['signed']
  drain: Drain
  /** The only documents that may be asked, where there is such a list. */
  trusted: TrustedDocuments | undefined
}

/** One request: who asks, and what they may reach. It is what `QueryScope`, `Tracker` and their like describe. */
export interface Context extends QueryScope, Audited {
  /** What the caller may still use in this minute, of what the request was charged for. */
  allowances: Charged['allowances']
  /** Aborts when the client goes away. */
  gone: AbortSignal
  pool: Pool
  write: Write
  newKeys: NewKeys
  prices: Prices
  storeIp: boolean
  metrics: Metrics
  apiKeys: ApiKeys
  signed: Caller['signed']
  openSession(): Promise<Client>
  corrected(id: string): Promise<boolean>
  loaders: Loaders
}

/**
 * Without a header that says who asks the viewer is null.
 * @throws UNAUTHENTICATED or RATE_LIMITED for a header that holds no valid token, UNKNOWN_PROJECT or TOO_MANY_PROJECTS
 * for a token whose project may not be used
 */
export async function createContext(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Context> {
  const gone = goneOf(reply)
  const viewer = await viewerOf(request, services)
  return Object.assign(new LazyContext(), {
    services,
    viewer,
    project: viewer?.project ?? '',
    requestId: request.id,
    cost: 0,
    allowances: {},
    asOf: new Date(),
    gone,
    signal: undefined,
    log: services.database.pool,
    clickhouse: services.clickhouse,
    apiKeys: services.auth.apiKeys,
    address: request.ip,
    userAgent: request.headers['user-agent'],
    changes: [],
    logins: [],
    signed: services.signed,
    openSession: () => services.database.connect(),
    corrected: (id: string) => services.projector.corrected(id),
    write: services.write,
    newKeys: services.newKeys,
    prices: services.prices,
    storeIp: services.storeIp,
    metrics: services.metrics,
  })
}

/** @throws UNAUTHENTICATED, and RATE_LIMITED for who comes with one bad token after the other */
async function viewerOf(
  { raw, ip }: FastifyRequest,
  { auth, projects, gate }: Services,
): Promise<Viewer | null> {
  try {
    const viewer = await authenticate(raw, auth)
    if (viewer) await projects.admit(viewer.project)
    return viewer
  } catch (error) {
    if (error instanceof GraphQLError && error.extensions.code === 'UNAUTHENTICATED')
      gate.failedAuth.count(ip)
    throw error
  }
}

/**
 * What a request has when it first asks for it: tracking needs none of it, and a fork costs more than a fact. Apollo
 * gives plugins and resolvers a copy of the context, which has the own properties of this one and reads all others
 * here, so that `this` is the copy.
 */
class LazyContext {
  declare services: Services
  declare project: string
  declare signal: AbortSignal | undefined

  get em(): EntityManager {
    return keep(this, 'em', scopedEntities(this.services.database, this.project, this.signal))
  }

  get loaders(): Loaders {
    return keep(this, 'loaders', createLoaders(this as unknown as Context))
  }

  get measureRows(): MeasureRows {
    const run: Query['run'] = (name, question) => this.services.clickhouse.query(name, question, this.signal)
    return keep(this, 'measureRows', createMeasureRows(run))
  }

  // The questions of one request share what they see of the log, and look up the project once.
  get caughtUp(): Context['caughtUp'] {
    return keep(
      this,
      'caughtUp',
      once(async () => {
        const { projector } = this.services
        await projector.requireReadable()
        const at = await this.caughtUpInPostgres()
        // It may have become unreadable meanwhile.
        await projector.requireReadable()
        return at
      }),
    )
  }

  get caughtUpInPostgres(): Context['caughtUpInPostgres'] {
    return keep(
      this,
      'caughtUpInPostgres',
      once(() => this.services.projector.caughtUp(this.signal)),
    )
  }

  get timeZone(): Context['timeZone'] {
    return keep(
      this,
      'timeZone',
      once(() => timeZoneOf(this.em, this.project)),
    )
  }
}

function keep<Name extends keyof LazyContext>(
  context: LazyContext,
  name: Name,
  value: LazyContext[Name],
): LazyContext[Name] {
  Object.defineProperty(context, name, { value })
  return value
}

/** The stored things of one project and no other; the signal cancels statements that read them. */
function scopedEntities({ orm }: Database, project: string, signal?: AbortSignal): EntityManager {
  const em = orm.em.fork(signal && { signal, inflightQueryAbortStrategy: 'cancel query' })
  em.setFilterParams('project', { project })
  return em
}

async function timeZoneOf(em: EntityManager, project: string): Promise<string> {
  return (await em.findOne(Project, project))?.timeZone ?? 'UTC'
}

function goneOf({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController()
  const leave = () => {
    if (!raw.writableFinished) gone.abort(clientGone())
  }
  // It may have left while its request was being read.
  if (raw.destroyed) leave()
  else raw.once('close', leave)
  return gone.signal
}
