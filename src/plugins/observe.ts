import { type ApolloServerPlugin } from '@apollo/server'
import { type Logger } from 'pino'
import { type Context } from '../context.ts'
import { type Metrics } from '../metrics.ts'

/** Names that clients choose are unbounded; the metrics keep this many apart. */
const mostOperations = 100

/** Counts and times every request by its operation, and logs it without arguments, tokens or properties. */
export function observePlugin(metrics: Metrics, log: Logger): ApolloServerPlugin<Context> {
  const operations = new Set<string>()
  const label = (name: string | null | undefined) => {
    if (!name) return 'anonymous'
    if (operations.size < mostOperations) operations.add(name)
    return operations.has(name) ? name : 'other'
  }
  return {
    async requestDidStart() {
      const started = performance.now()
      return {
        async willSendResponse({ operationName, response, contextValue, errors }) {
          const operation = label(operationName)
          const seconds = (performance.now() - started) / 1_000
          const codes =
            errors?.map(({ extensions }) => String(extensions.code ?? 'INTERNAL_SERVER_ERROR')) ?? []
          metrics.requests.inc({ operation, status: String(response.http.status ?? 200) })
          metrics.latency.observe({ operation }, seconds)
          for (const code of codes) metrics.errors.inc({ code })
          const level = codes.length ? 'info' : 'debug'
          log[level](
            { requestId: contextValue.requestId, operation, ms: Math.round(seconds * 1e3), codes },
            'graphql',
          )
        },
      }
    },
  }
}
