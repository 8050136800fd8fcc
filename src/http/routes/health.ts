import { type FastifyReply } from 'fastify'
import packageJson from '../../../package.json' with { type: 'json' }
import { type EmbeddedState } from '../../engines/embedded.ts'
import { type Readiness } from '../../health/readiness.ts'
import { type Drain } from '../drain.ts'
import { forOperators } from '../for-operators.ts'
import { type Route } from './route.ts'

/** Tells orchestrators whether the process lives and is ready. */
export const healthRoutes: Route = (server, { services: { readiness, embedded, drain } }) => {
  const ready = async (_: unknown, reply: FastifyReply) =>
    answer(await readiness(), await embedded?.state(), drain, reply)
  server.get('/health/live', forOperators, () => ({ status: 'alive' }))
  server.get('/health', forOperators, ready)
  server.get('/health/ready', forOperators, ready)
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
