import { type ApolloServerPlugin, HeaderMap } from '@apollo/server'
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
          const extensions = body.singleResult.errors?.[0]?.extensions
          const status = statusOf(String(extensions?.code))
          if (!status) return
          http.status = status
          setHeaders(http.headers, status, extensions?.retryAfterMs, authServiceUrl)
        },
      }
    },
  }
}

const hasAnswer = (data: Record<string, unknown> | null | undefined) =>
  Object.values(data ?? {}).some(value => value !== null)

function setHeaders(
  headers: HeaderMap,
  status: number,
  retryAfterMs: unknown,
  authServiceUrl: string | undefined,
): void {
  if (status === 401)
    headers.set(
      'www-authenticate',
      `Bearer realm="convograph"${authServiceUrl ? `, authorization_uri="${authServiceUrl}"` : ''}`,
    )
  if (typeof retryAfterMs === 'number') headers.set('retry-after', retryAfterSeconds(retryAfterMs))
}
