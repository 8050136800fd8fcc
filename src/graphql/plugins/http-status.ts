import { type ApolloServerPlugin, HeaderMap } from '@apollo/server'
import { type GraphQLFormattedError } from 'graphql'
import { retryAfterSeconds, statusOf } from '../../errors.ts'
import { type Context } from '../context.ts'

/**
 * Sets the HTTP status of an answer that holds nothing but a refusal, for clients that do not read GraphQL errors (load
 * balancers, retry libraries). A partial answer stays 200.
 */
export function httpStatusPlugin(authServiceUrl: string | undefined): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response: { body, http } }) {
          if (body.kind !== 'single' || hasAnswer(body.singleResult.data)) return
          const refusal = refusalWithStatus(body.singleResult.errors)
          if (!refusal) return
          http.status = refusal.status
          setHeaders(http.headers, refusal, authServiceUrl)
        },
      }
    },
  }
}

/** `__typename` is no answer: it is there although every question was refused. */
const hasAnswer = (data: Record<string, unknown> | null | undefined) =>
  Object.entries(data ?? {}).some(([name, value]) => value !== null && !name.startsWith('__'))

interface Refusal {
  status: number
  retryAfterMs: unknown
}

/** The refusal with the highest status: errors are in the order in which the questions failed, which differs each time. */
function refusalWithStatus(errors: readonly GraphQLFormattedError[] = []): Refusal | undefined {
  const refusals = errors.map(({ extensions }) => ({
    status: statusOf(extensions?.code) ?? 0,
    retryAfterMs: extensions?.retryAfterMs,
  }))
  return refusals.filter(({ status }) => status).toSorted((a, b) => b.status - a.status)[0]
}

function setHeaders(
  headers: HeaderMap,
  { status, retryAfterMs }: Refusal,
  authServiceUrl: string | undefined,
): void {
  if (status === 401)
    headers.set(
      'www-authenticate',
      `Bearer realm="convograph"${authServiceUrl ? `, authorization_uri="${authServiceUrl}"` : ''}`,
    )
  if (typeof retryAfterMs === 'number') headers.set('retry-after', retryAfterSeconds(retryAfterMs))
}
