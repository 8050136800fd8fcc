import { type Env } from '../../src/env.ts'
import { tokensOf } from './tokens.ts'

/** What came back from a request: GraphQL's answer, or why there was none. */
interface Answer<Data> {
  status: number
  data: Data | null
  errors: { message: string; extensions?: Record<string, unknown> }[]
}

export type Ask = <Data>(project: string, query: string, variables?: object) => Promise<Answer<Data>>

const mostMs = 10_000

/** Asks the service as an admin of the project named. Throws when the connection fails or nothing comes back. */
export function askerOf(env: Env, url: string): Ask {
  const tokenOf = tokensOf(env)
  return async <Data>(project: string, query: string, variables?: object): Promise<Answer<Data>> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${tokenOf(project)}` },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(mostMs),
    })
    const { data = null, errors = [] } = (await response.json()) as Partial<Answer<Data>>
    return { status: response.status, data, errors }
  }
}
