import { setTimeout as pause } from 'node:timers/promises'
import { type FastifyInstance } from 'fastify'
import { type GraphQLSchema } from 'graphql'
import pino, { type Logger } from 'pino'
import { AuditWriter } from './audit/audit-writer.ts'
import { keepSwept } from './audit/sweep.ts'
import { createApiKeys } from './auth/api-keys/api-keys.ts'
import { Projects } from './auth/projects/known-projects.ts'
import { createShareLinks } from './auth/share-links/share-links.ts'
import { accessTokenSigner } from './auth/tokens/access-tokens.ts'
import { authSecret } from './auth/tokens/secret.ts'
import { tokenRules } from './auth/tokens/token-rules.ts'
import { SpendCounter } from './budgets/spend-counter.ts'
import { mistakenIds } from './checks/mistaken-id.ts'
import { openCustomSql } from './custom-queries/open-custom-sql.ts'
import { webhookSettings } from './delivery/webhook-settings.ts'
import { openStores } from './engines/stores.ts'
import { type Env } from './env.ts'
import { folderOf } from './exports/folder.ts'
import { keepExportsSwept } from './exports/sweep.ts'
import { readPageDocuments } from './graphql/page-documents.ts'
import { readTrustedDocuments, type TrustedDocuments } from './graphql/read-trusted-documents.ts'
import { createReadiness } from './health/readiness.ts'
import { reasonNotReady } from './health/reason-not-ready.ts'
import { watchConnections } from './http/connections.ts'
import { cannotListen, checkAddress } from './http/listening.ts'
import { onErased } from './ingest/erased-users.ts'
import { createLinks } from './ingest/links/links.ts'
import { createNewKeys } from './ingest/new-keys.ts'
import { Rejections } from './ingest/rejections/rejections.ts'
import { createWriter } from './ingest/writer.ts'
import { jobKinds } from './job-kinds.ts'
import { JobRunner } from './jobs/job-runner.ts'
import { createDailyEvents } from './limits/daily-events.ts'
import { createGate } from './limits/gate.ts'
import { loggedError } from './logged-error.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { createPrices } from './pricing/prices.ts'
import { Projector } from './projection/projector.ts'
import { serviceSchema } from './resolvers/build-schema.ts'
import { createServer } from './server.ts'
import { type Services } from './services.ts'
import { createStreams } from './streams/streams.ts'
import { keepAnnouncementsSwept } from './webhooks/sweep-announcements.ts'

/** The running service: its engines are started and migrated, and the projection runs. */
export interface App {
  services: Services
  /** Starts to listen. Returns the address, such as `http://127.0.0.1:8002`. @throws Error that names PORT or HOST */
  listen(): Promise<string>
  /** The reason why questions are not answered now, for the operator; undefined when they are. */
  reasonNotReady(): Promise<string | undefined>
  /** Resolves with the reason when only a new process can continue. */
  stuck: Promise<Error>
  /**
   * Reports to probes that the service drains, serves for `DRAIN_SECONDS` more, finishes the running requests, and stops
   * everything that was started.
   * @returns whether no request was cut off
   */
  close(): Promise<boolean>
}

/** The longest time for a running request while the service stops. */
const mostAnswerMs = 25_000

/** Starts the service with its settings. `report` is called with each step of the start. */
export async function createApp(
  env: Env,
  report: (line: string) => void = () => undefined,
  logger: Logger = pino({ level: env.logLevel }),
): Promise<App> {
  const log = logger.child({}, { serializers: { err: loggedError } })
  await using started = new AsyncDisposableStack()
  const schema = serviceSchema()
  const trusted = await trustedBy(env, schema)
  await checkAddress(env)
  const stores = await openStores(env, report)
  started.defer(stores.close)
  const stuck = new Promise<Error>(resolve => stores.embedded?.supervise(log, resolve))
  report('Catching up with the log')
  const projector = new Projector(stores.database, stores.clickhouse, env.projection, log)
  started.defer(() => projector.stop())
  await projector.start()
  const services = await startServices(started, { env, log, stores, projector, schema })
  const server = await createServer({ env, services, schema, trusted })
  return {
    services,
    stuck: Promise.race([stuck, projector.stuck]),
    listen: () =>
      server.listen({ host: env.host, port: env.port }).catch(error => {
        throw cannotListen(env, error)
      }),
    reasonNotReady: async () => reasonNotReady(await services.readiness(), projector.failure, env),
    close: closing(server, services, started.move()),
  }
}

/** What the services are made of. */
interface Parts {
  env: Env
  log: Logger
  stores: Awaited<ReturnType<typeof openStores>>
  projector: Projector
  schema: GraphQLSchema
}

/** Starts everything that works in the background, and lets it end before the engines do. */
async function startServices(started: AsyncDisposableStack, parts: Parts): Promise<Services> {
  const { env, log, stores, schema } = parts
  const { database } = stores
  const metrics = createMetrics()
  const audit = new AuditWriter(database.pool, metrics, log)
  started.defer(() => audit.close())
  started.defer(keepSwept(database.pool, env.auditDays, log).stop)
  started.defer(keepAnnouncementsSwept(database.pool, log).stop)
  started.defer(keepExportsSwept(database.pool, folderOf(env), env.exports, log).stop)
  const services = await servicesOf(parts, metrics, audit)
  started.defer(() => services.jobs.stop())
  started.defer(() => services.streams.stop())
  const erased = onErased(database, () => {
    services.write.forgetUsers()
    services.links.forget()
  })
  started.defer(erased.stop)
  services.jobs.start(jobKinds(services, schema))
  started.defer(() => services.rejections.stop())
  services.rejections.start()
  started.defer(() => services.spend.stop())
  await services.spend.start(services)
  return services
}

async function servicesOf(
  { env, log, stores: { database, clickhouse, embedded }, projector }: Parts,
  metrics: Metrics,
  audit: AuditWriter,
): Promise<Services> {
  const tokens = tokenRules(env, log)
  const spend = new SpendCounter({ database, log })
  return {
    database,
    clickhouse,
    embedded,
    projector,
    write: createWriter(database.pool, {
      onCommit: () => projector.wake(),
      onWritten: events => spend.noteWritten(events),
    }),
    spend,
    links: createLinks(database.pool, () => projector.wake()),
    newKeys: createNewKeys(database.pool, env.limits.newKeys),
    rejections: new Rejections({ pool: database.pool, log }),
    dailyEvents: createDailyEvents(database.pool),
    prices: createPrices(database.pool),
    jobs: new JobRunner({ database, metrics, log }),
    streams: createStreams(database, env),
    env,
    storeIp: env.storeIp,
    isMistakenId: mistakenIds(env.mistakenIds),
    metrics,
    audit,
    auth: {
      tokens,
      apiKeys: createApiKeys(database.pool),
      shareLinks: createShareLinks(database.pool, tokens.secret),
    },
    projects: new Projects(database.pool, env.projects),
    customSql: await openCustomSql(env, clickhouse.sandbox, log),
    gate: createGate(database.pool, env),
    webhooks: webhookSettings(env, authSecret(env)),
    signAccessToken: tokens.secret && accessTokenSigner(env),
    drain: { isDraining: false },
    readiness: createReadiness(database, clickhouse, projector),
    log,
  }
}

/** Ends everything, the running requests first. */
function closing(
  server: FastifyInstance,
  services: Services,
  everything: AsyncDisposableStack,
): App['close'] {
  const connections = watchConnections(server.server)
  return async () => {
    services.drain.isDraining = true
    services.streams.end()
    const jobsEnded = services.jobs.stop()
    if (server.server.listening) await pause(services.env.drainSeconds * 1_000)
    const isClean = await connections.finish(() => server.close(), mostAnswerMs)
    await jobsEnded
    await everything.disposeAsync()
    return isClean
  }
}

/**
 * The documents of the setting, and those of the page if it is answered. Runs before anything is started or changed, so that a
 * mistake in the file has no effect.
 */
async function trustedBy(
  { trustedDocuments, limits, web }: Env,
  schema: GraphQLSchema,
): Promise<TrustedDocuments | undefined> {
  if (trustedDocuments === undefined) return undefined
  const listed = await readTrustedDocuments(trustedDocuments, schema, limits.tokens)
  return web ? new Map([...(await readPageDocuments()), ...listed]) : listed
}
