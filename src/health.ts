import { type FastifyInstance, type FastifyReply } from 'fastify'
import packageJson from '../package.json' with { type: 'json' }
import { type Services } from './context.ts'
import { readLag } from './projection/lag.ts'

/** What operators and orchestrators ask. None of it needs a token or shows a fact. */
export async function healthRoutes(server: FastifyInstance, services: Services): Promise<void> {
  server.get('/health/live', () => ({ status: 'alive' }))
  server.get('/health', (_, reply) => answer(services, reply))
  server.get('/health/ready', (_, reply) => answer(services, reply))
  server.get('/metrics', async (_, reply) => {
    await measure(services)
    return reply.type(services.metrics.registry.contentType).send(await services.metrics.registry.metrics())
  })
}

async function answer(services: Services, reply: FastifyReply) {
  const engines = await enginesUp(services)
  const isHealthy = engines.postgresql && engines.clickhouse
  return reply.code(isHealthy ? 200 : 503).send({
    status: isHealthy ? 'healthy' : 'unhealthy',
    service: 'convograph',
    version: packageJson.version,
    engines,
  })
}

async function enginesUp({ database, clickhouse }: Services) {
  const [postgresql, held] = await Promise.all([
    database.log.query('select 1').then(
      () => true,
      () => false,
    ),
    clickhouse.isUp(),
  ])
  return { postgresql, clickhouse: held }
}

async function measure(services: Services): Promise<void> {
  const { metrics, database, gate } = services
  for (const [lane, { running, waiting }] of Object.entries(gate.lanes)) {
    metrics.running.set({ lane }, running)
    metrics.waiting.set({ lane }, waiting)
  }
  const up = await enginesUp(services)
  metrics.engineUp.set({ engine: 'postgresql' }, Number(up.postgresql))
  metrics.engineUp.set({ engine: 'clickhouse' }, Number(up.clickhouse))
  if (!up.postgresql) return
  const lag = await readLag(database.log)
  metrics.lagFacts.set(lag.facts)
  metrics.lagSeconds.set(lag.seconds)
}
