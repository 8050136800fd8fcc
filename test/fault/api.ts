import { type Env } from '../../src/env.ts'
import { tokensOf } from './load/tokens.ts'

/** GraphQL's answer to a request, or the reason for none. */
export interface Answer<Data> {
  status: number
  data: Data | null
  errors: { message: string; extensions?: Record<string, unknown> }[]
}

export type Ask = <Data>(project: string, query: string, variables?: object) => Promise<Answer<Data>>

const mostMs = 10_000

/** Sends a question as an admin of this project. Throws if the connection fails or no answer arrives. */
export function askerOf(env: Env, url: string): Ask {
  const tokenOf = tokensOf(env)
  return (project, query, variables) => askWith(url, tokenOf(project), query, variables)
}

/** The same with any token. */
export async function askWith<Data>(
  url: string,
  token: string,
  query: string,
  variables?: object,
): Promise<Answer<Data>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(mostMs),
  })
  const { data = null, errors = [] } = (await response.json()) as Partial<Answer<Data>>
  return { status: response.status, data, errors }
}
