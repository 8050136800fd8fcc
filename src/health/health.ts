import { type FastifyInstance, type FastifyReply } from 'fastify'
import packageJson from '../../package.json' with { type: 'json' }
import { type EmbeddedState } from '../engines/embedded.ts'
import { type Services } from '../graphql/context.ts'
import { type Drain } from '../http/drain.ts'
import { readLag } from '../projection/lag.ts'
import { createReadiness, type Readiness } from './readiness.ts'

/** The routes for operators and orchestrators. They need no token and show no facts. */
export async function healthRoutes(server: FastifyInstance, services: Services): Promise<void> {
  const readiness = createReadiness(services)
  const ready = async (_: unknown, reply: FastifyReply) =>
    answer(await readiness(), await services.embedded?.state(), services.drain, reply)
  server.get('/health/live', () => ({ status: 'alive' }))
  server.get('/health', ready)
  server.get('/health/ready', ready)
  server.get('/metrics', async (_, reply) => {
    await measure(services, await readiness())
    return reply.type(services.metrics.registry.contentType).send(await services.metrics.registry.metrics())
  })
}

function answer(
  { engines, migrations, projection }: Readiness,
  embedded: EmbeddedState | undefined,
  { isDraining }: Drain,
  reply: FastifyReply,
) {
  const isHealthy =
    engines.postgresql &&
    engines.clickhouse &&
    migrations === 'current' &&
    projection === 'current' &&
    embedded?.disk !== 'full'
  return reply.code(isHealthy && !isDraining ? 200 : 503).send({
    status: isDraining ? 'draining' : isHealthy ? 'healthy' : 'unhealthy',
    service: 'convograph',
    version: packageJson.version,
    engines,
    embedded,
    migrations,
    projection,
    draining: isDraining,
  })
}

async function measure({ metrics, database, gate }: Services, { engines }: Readiness): Promise<void> {
  for (const [lane, { running, waiting }] of Object.entries(gate.lanes)) {
    metrics.running.set({ lane }, running)
    metrics.waiting.set({ lane }, waiting)
  }
  metrics.engineUp.set({ engine: 'postgresql' }, Number(engines.postgresql))
  metrics.engineUp.set({ engine: 'clickhouse' }, Number(engines.clickhouse))
  if (!engines.postgresql) return
  const lag = await readLag(database.pool)
  metrics.lagFacts.set(lag.facts)
  metrics.lagSeconds.set(lag.seconds)
}
