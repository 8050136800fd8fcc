import { Agent, type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { type Env } from '../../src/env.ts'
import { tokensOf } from './tokens.ts'

/** What became of a request: the answer, or why there was none. */
export interface Exchange<Data> {
  /** 0 when nothing came back. */
  status: number
  retryAfter: string | undefined
  data: Data | null
  errors: { message: string; extensions?: Record<string, unknown> }[]
  /** Why nothing came back, such as ECONNRESET. */
  failure?: string
  /** Whether the service had taken the headers: it asks for the body then. */
  isAccepted: boolean
}

export type Send = <Data>(project: string, query: string, variables?: object) => Promise<Exchange<Data>>

const mostMs = 20_000

/**
 * Sends as an admin of the project named, over at most so many connections that are kept open. Each request announces
 * its body and waits to be asked for it, so that it is known whether the service accepted it. Never throws.
 */
export function senderOf(env: Env, url: string, connections: number): Send {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const tokenOf = tokensOf(env)
  return <Data>(project: string, query: string, variables?: object) =>
    new Promise<Exchange<Data>>(resolve => {
      let isAccepted = false
      const body = JSON.stringify({ query, variables })
      const sent = request(`${url}/graphql`, {
        method: 'POST',
        agent,
        timeout: mostMs,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          authorization: `Bearer ${tokenOf(project)}`,
          expect: '100-continue',
        },
      })
      const fail = (error: NodeJS.ErrnoException) =>
        resolve({
          status: 0,
          retryAfter: undefined,
          data: null,
          errors: [],
          failure: error.code ?? error.message,
          isAccepted,
        })
      sent.on('continue', () => {
        isAccepted = true
        sent.end(body)
      })
      sent.on('response', response => void exchange<Data>(response).then(resolve, fail))
      sent.on('timeout', () => sent.destroy(Object.assign(new Error('no answer'), { code: 'TIMEOUT' })))
      sent.on('error', fail)
      sent.flushHeaders()
    })
}

async function exchange<Data>(response: IncomingMessage): Promise<Exchange<Data>> {
  const { data = null, errors = [] } = JSON.parse(await text(response)) as Partial<Exchange<Data>>
  return {
    status: response.statusCode!,
    retryAfter: response.headers['retry-after'],
    data,
    errors,
    isAccepted: true,
  }
}
