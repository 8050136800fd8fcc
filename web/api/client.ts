import { Client, cacheExchange, fetchExchange } from 'urql'
import { currentSession, signOut } from '../session/session.ts'
import { freshToken } from '../session/tokens.ts'

/** Asks the API as everybody does. A new client forgets all answers, so each session has one. */
export const createClient = () =>
  new Client({
    url: '/graphql',
    preferGetMethod: false,
    exchanges: [cacheExchange, fetchExchange],
    fetch: authorized,
  })

/** With the token of the session. A refused token leads to the sign-in form. */
async function authorized(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const token = await freshToken()
  const headers = new Headers(init.headers)
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`)
  const response = await fetch(input, { ...init, headers })
  if (response.status === 401 && currentSession()?.token === token)
    signOut('Your session has ended. Sign in again to go on where you were.')
  return response
}
