import { type Operation, textOf } from '../api/operation.ts'
import { ObtainToken, RefreshToken } from './session.graphql.ts'
import { currentSession, type Session, signIn, signOut } from './session.ts'

interface Tokens {
  accessToken: string
  refreshToken: string
  expiresInSeconds: number
}

interface Refused {
  message: string
  extensions?: { code?: string }
}

/** A minute early, so that no request starts with a token that ends on the way. */
const spareMs = 60_000

const sessionOf = ({ accessToken, refreshToken, expiresInSeconds }: Tokens): Session => ({
  token: accessToken,
  refreshToken,
  renewAt: Date.now() + Math.max(expiresInSeconds * 1000 - spareMs, expiresInSeconds * 500),
})

/** Signs in with an account. @throws Error with the sentence of the service */
export async function signInWithAccount(username: string, password: string): Promise<void> {
  const { obtainToken } = await post(ObtainToken, { username, password })
  signIn(sessionOf(obtainToken))
}

let renewal: Promise<void> | undefined

/** The token to send now, which is renewed if its time is up. A refresh token works once, so all requests wait for one renewal. */
export async function freshToken(): Promise<string | undefined> {
  const session = currentSession()
  if (session?.renewAt !== undefined && Date.now() >= session.renewAt) await renew(session)
  return currentSession()?.token
}

async function renew({ refreshToken }: Session): Promise<void> {
  renewal ??= renewWith(refreshToken!).finally(() => {
    renewal = undefined
  })
  await renewal
}

async function renewWith(token: string): Promise<void> {
  try {
    signIn(sessionOf((await post(RefreshToken, { token })).refreshToken))
  } catch (error) {
    // Whatever else fails, such as the network, the session may still be good: the request itself tells.
    if (endings.has((error as Error).cause))
      signOut('Your session has ended. Sign in again to go on where you were.')
  }
}

/** The codes that say that a refresh token is good for nothing any more. */
const endings = new Set<unknown>(['UNAUTHENTICATED', 'FORBIDDEN'])

/**
 * These requests are sent without a token, so they do not pass the client.
 * @throws Error with the sentence of the service, and its code as the cause
 */
async function post<Data, Variables>(
  operation: Operation<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query: textOf(operation as Operation<never, never>), variables }),
  })
  const { data, errors } = (await response.json()) as { data?: Data; errors?: Refused[] }
  if (errors?.length || !data)
    throw new Error(errors?.[0]?.message ?? 'The service did not answer.', {
      cause: errors?.[0]?.extensions?.code,
    })
  return data
}
