import { type RequestOptions, request } from 'node:http'
import { type Attack, type Caller } from './attack.ts'
import { exchange } from './exchange.ts'
import { expand } from './expand.ts'

/** The service under attack. */
export interface Target {
  /** Such as `http://127.0.0.1:8002`. */
  url: string
  /** Null for no token. */
  token(caller: Caller): string | null
}

/** The answer; status 0 for a connection that was closed without an answer. */
export interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
  ms: number
}

const mostMs = 20_000

/** Sends an attack on its own connection. Throws after 20 s without progress. */
export async function send(target: Target, attack: Attack): Promise<Answer> {
  const request = prepared(target, expand(attack))
  const started = performance.now()
  const answer = await request()
  return { ...answer, ms: performance.now() - started }
}

type Untimed = Omit<Answer, 'ms'>

/** The time to write the attack out does not count. */
function prepared(target: Target, attack: Attack): () => Promise<Untimed> {
  const { hostname, port, host } = new URL(target.url)
  const token = target.token(attack.as ?? 'admin')
  if (attack.raw !== undefined) {
    const bytes = Buffer.from(attack.raw.replaceAll('{token}', token ?? '').replaceAll('{host}', host))
    return () => exchange({ host: hostname, port: Number(port) }, bytes, mostMs)
  }
  const body = bodyOf(attack)
  const { method = 'POST', path = '/graphql' } = attack
  const headers = headersOf({ host, token }, attack, body)
  return () => ask({ host: hostname, port, method, path, headers, agent: false }, body)
}

/** `fetch` would not send most of these methods and headers. */
function ask(options: RequestOptions, body: Buffer | undefined): Promise<Untimed> {
  return new Promise((resolve, reject) => {
    const asking = request(options)
    asking.setTimeout(mostMs, () => asking.destroy(new Error(`No answer within ${mostMs / 1_000} s`)))
    asking.on('response', response => {
      let text = ''
      response.setEncoding('utf8').on('data', part => {
        text += part
      })
      response.on('error', reject)
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      )
    })
    asking.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNRESET' || error.code === 'EPIPE') resolve({ status: 0, headers: {}, body: '' })
      else reject(error)
    })
    asking.end(body)
  })
}

function bodyOf({ body, bodyBase64, query, variables, operationName }: Attack): Buffer | undefined {
  if (body !== undefined) return Buffer.from(body)
  if (bodyBase64 !== undefined) return Buffer.from(bodyBase64, 'base64')
  if (query === undefined && variables === undefined) return undefined
  return Buffer.from(JSON.stringify({ query, variables, operationName }))
}

function headersOf(
  { host, token }: { host: string; token: string | null },
  attack: Attack,
  body: Buffer | undefined,
): string[] {
  const defaults: Record<string, string | string[]> = {
    host,
    'content-length': String(body?.length ?? 0),
    ...(body && { 'content-type': 'application/json' }),
    ...(token && { authorization: `Bearer ${token}` }),
  }
  const given = Object.fromEntries(
    Object.entries(attack.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  )
  return Object.entries({ ...defaults, ...given }).flatMap(([name, value]) =>
    [value].flat().flatMap(one => [name, one.replaceAll('{token}', token ?? '')]),
  )
}
