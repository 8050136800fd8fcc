import { GraphQLError } from 'graphql'
import { statusOf } from '../errors.ts'
import { type Metrics } from '../metrics.ts'
import { type RequestScope, type RequestServices } from './request-scope.ts'

/** An answer as metrics and the log show it. */
export interface Observed {
  /** The protocol or route, such as `graphql`: the message of the log line. */
  surface: string
  /** The label in metrics: one of a bounded set of names. */
  operation: string
  operationName?: string | null
  status: number
  /** The codes of all errors in the answer. */
  codes: string[]
  durationMs: number
}

/** Counts, times and logs an answered request, without arguments, tokens or properties. */
export function observe({ services, requestId, address }: RequestScope, observed: Observed): void {
  const { metrics, log } = services
  const { surface, operation, operationName, status, codes, durationMs } = observed
  metrics.requests.inc({ operation, status: String(status) })
  metrics.latency.observe({ operation }, durationMs / 1_000)
  for (const code of codes) metrics.errors.inc({ code })
  log[codes.length ? 'info' : 'debug'](
    {
      requestId,
      operation,
      operationName,
      ms: Math.round(durationMs),
      codes,
      ...(codes.length && { address }),
    },
    surface,
  )
}

/** Counts and logs a request that was refused before it had a scope. */
export function observeRefusal(
  { metrics, log }: Pick<RequestServices, 'metrics' | 'log'>,
  requestId: string,
  error: Error,
): void {
  const code = error instanceof GraphQLError ? String(error.extensions.code) : 'INTERNAL_SERVER_ERROR'
  countRefusal(metrics, code)
  if (statusOf(code)) log.info({ requestId, codes: [code], reason: error.message }, 'a request was refused')
  else log.error({ err: error, requestId }, 'a request failed before it began')
}

/** Counts a request that was refused before its operation was known. */
export function countRefusal(metrics: Metrics, code: string): void {
  metrics.requests.inc({ operation: 'refused', status: String(statusOf(code) ?? 500) })
  metrics.errors.inc({ code })
}
