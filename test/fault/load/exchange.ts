import { Agent, type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { type Env } from '../../../src/env.ts'
import { tokensOf } from './tokens.ts'

/** The result of a request: the answer, or the reason for none. */
export interface Exchange<Data> {
  /** 0 for no answer. */
  status: number
  retryAfter: string | undefined
  data: Data | null
  errors: { message: string; extensions?: Record<string, unknown> }[]
  /** The reason for no answer, such as ECONNRESET. */
  failure?: string
  /** Whether the service had accepted the headers: it then asks for the body. */
  isAccepted: boolean
}

export type Send = <Data>(project: string, query: string, variables?: object) => Promise<Exchange<Data>>

const mostMs = 20_000

/**
 * Sends as an admin of this project, over at most this many kept-alive connections. Each request announces its body and
 * waits for "100 Continue", which shows whether the service accepted it. Never throws.
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
