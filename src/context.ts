import { type EntityManager } from '@mikro-orm/postgresql'
import { type FastifyReply, type FastifyRequest } from 'fastify'
import { GraphQLError } from 'graphql'
import { type Client, type Pool } from 'pg'
import { type Caller } from './access/caller.ts'
import { type Asker } from './analytics/query/asker.ts'
import { createMeasureRows } from './analytics/query/measure-rows.ts'
import { type ApiKeys } from './auth/api-keys.ts'
import { authenticate, type Proofs } from './auth/authenticate.ts'
import { type Viewer } from './auth/viewer.ts'
import { type ClickHouse } from './clickhouse/client.ts'
import { type Database } from './database.ts'
import { type Drain } from './drain.ts'
import { Project } from './entities/project.ts'
import { type Prices } from './ingest/prices.ts'
import { type Write } from './ingest/writer.ts'
import { type Gate } from './limits/gate.ts'
import { type Charged } from './limits/rates.ts'
import { createLoaders, type Loaders } from './loaders.ts'
import { type Metrics } from './metrics.ts'
import { once } from './once.ts'
import { type Projector } from './projection/projector.ts'

/** Everything that lives as long as the process. */
export interface Services {
  database: Database
  clickhouse: ClickHouse
  projector: Projector
  write: Write
  prices: Prices
  storeIp: boolean
  metrics: Metrics
  auth: Proofs
  gate: Gate
  signed: Caller['signed']
  drain: Drain
}

/** One request: who asks, and what they may reach. It is what `Asker`, `Tracker` and their like describe. */
export interface Context extends Asker {
  viewer: Viewer | null
  requestId: string
  /** What the operation costs, as the complexity plugin found; 0 before that. */
  cost: number
  /** What the caller may still use in this minute, of what the request was charged for. */
  allowances: Charged['allowances']
  log: Pool
  write: Write
  prices: Prices
  storeIp: boolean
  metrics: Metrics
  apiKeys: ApiKeys
  /** Where the request came from. */
  address: string
  signed: Caller['signed']
  openSession(): Promise<Client>
  corrected(id: string): Promise<boolean>
  loaders: Loaders
}

/** @throws UNAUTHENTICATED or RATE_LIMITED for a header that holds no valid token; without a header the viewer is null */
export async function createContext(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Context> {
  const signal = signalOf(reply)
  const viewer = await viewerOf(request, services)
  const project = viewer?.project ?? ''
  // Tracking needs neither: a fork costs more than a fact.
  const em = once(() => scopedEntities(services.database, project))
  const loaders = once(() => createLoaders(context))
  const measureRows = once(() =>
    createMeasureRows((name, question) => services.clickhouse.query(name, question, context.signal)),
  )
  const context: Context = {
    viewer,
    project,
    get em() {
      return em()
    },
    requestId: request.id,
    cost: 0,
    allowances: {},
    asOf: new Date(),
    signal,
    log: services.database.log,
    clickhouse: services.clickhouse,
    get measureRows() {
      return measureRows()
    },
    // The questions of one request share what they see of the log, and look up the project once.
    caughtUp: once(() => services.projector.caughtUp()),
    timeZone: once(() => timeZoneOf(em(), project)),
    apiKeys: services.auth.apiKeys,
    address: request.ip,
    signed: services.signed,
    openSession: () => services.database.connect(),
    corrected: id => services.projector.corrected(id),
    write: services.write,
    prices: services.prices,
    storeIp: services.storeIp,
    metrics: services.metrics,
    get loaders() {
      return loaders()
    },
  }
  return context
}

/** @throws UNAUTHENTICATED, and RATE_LIMITED for who comes with one bad token after the other */
async function viewerOf({ raw, ip }: FastifyRequest, { auth, gate }: Services): Promise<Viewer | null> {
  try {
    return await authenticate(raw, auth)
  } catch (error) {
    if (error instanceof GraphQLError && error.extensions.code === 'UNAUTHENTICATED')
      gate.strangers.turnAway(ip)
    throw error
  }
}

/** The stored things of one project and no other. */
function scopedEntities({ orm }: Database, project: string): EntityManager {
  const em = orm.em.fork()
  em.setFilterParams('project', { project })
  return em
}

async function timeZoneOf(em: EntityManager, project: string): Promise<string> {
  return (await em.findOne(Project, project))?.timeZone ?? 'UTC'
}

/** A client that goes away aborts what runs for it. */
function signalOf(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort()
  })
  return gone.signal
}
