import { measureDestinations } from '../../forwarding/measure-destinations.ts'
import { measureJobs } from '../../jobs/measure-jobs.ts'
import { readLag } from '../../projection/lag.ts'
import { type Services } from '../../services.ts'
import { forOperators } from '../for-operators.ts'
import { guardMetrics } from '../guard-metrics.ts'
import { type Route } from './route.ts'

/** Shows the metrics to Prometheus; with `METRICS_TOKEN` only to clients that send that token. */
export const metricsRoute: Route = (server, { env: { metricsToken }, services }) => {
  const { registry } = services.metrics
  server.get(
    '/metrics',
    { ...forOperators, onRequest: metricsToken === undefined ? [] : guardMetrics(metricsToken) },
    async (_, reply) => {
      await measure(services)
      return reply.type(registry.contentType).send(await registry.metrics())
    },
  )
}

/** Sets the gauges that are measured only for a request. */
async function measure({ metrics, database, gate, streams, readiness, spend }: Services): Promise<void> {
  const { engines } = await readiness()
  for (const [limit, { running, waiting }] of Object.entries(gate.concurrency)) {
    metrics.running.set({ lane: limit }, running)
    metrics.waiting.set({ lane: limit }, waiting)
  }
  metrics.subscriptions.set(streams.subscribers)
  metrics.streams.set(streams.questions)
  metrics.engineUp.set({ engine: 'postgresql' }, Number(engines.postgresql))
  metrics.engineUp.set({ engine: 'clickhouse' }, Number(engines.clickhouse))
  metrics.budgetsAge.set(spend.ageSeconds)
  if (!engines.postgresql) return
  const lag = await readLag(database.pool)
  metrics.lagEvents.set(lag.events)
  metrics.lagSeconds.set(lag.seconds)
  await measureJobs(database.pool, metrics)
  await measureDestinations(database.pool, metrics)
}
