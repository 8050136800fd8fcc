import { request } from 'node:http'
import { type Attack, type Caller } from './attack.ts'
import { exchange } from './exchange.ts'
import { expand } from './expand.ts'

/** The service under attack. */
export interface Target {
  /** Such as `http://127.0.0.1:8002`. */
  url: string
  /** Null for nobody. */
  token(caller: Caller): string | null
}

/** What came back; status 0 when the connection was closed without an answer. */
export interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
  ms: number
}

const mostMs = 20_000

/** Sends an attack on a connection of its own. Throws when nothing happens for 20 s. */
export async function send(target: Target, attack: Attack): Promise<Answer> {
  const started = performance.now()
  const { hostname, port, host } = new URL(target.url)
  const { raw, ...usual } = expand(attack)
  const answer =
    raw === undefined
      ? await ask(target, usual)
      : await exchange(
          { host: hostname, port: Number(port) },
          raw.replaceAll('{token}', target.token(attack.as ?? 'admin') ?? '').replaceAll('{host}', host),
          mostMs,
        )
  return { ...answer, ms: performance.now() - started }
}

/** `fetch` would not send most of these methods and headers. */
function ask(target: Target, attack: Attack): Promise<Omit<Answer, 'ms'>> {
  const { hostname, port } = new URL(target.url)
  const body = bodyOf(attack)
  return new Promise((resolve, reject) => {
    const asking = request({
      host: hostname,
      port,
      method: attack.method ?? 'POST',
      path: attack.path ?? '/graphql',
      headers: headersOf(target, attack, body),
      agent: false,
    })
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
      if (error.code === 'ECONNRESET') resolve({ status: 0, headers: {}, body: '' })
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

function headersOf(target: Target, attack: Attack, body: Buffer | undefined): string[] {
  const token = target.token(attack.as ?? 'admin')
  const defaults: Record<string, string | string[]> = {
    host: new URL(target.url).host,
    ...(body && { 'content-type': 'application/json', 'content-length': String(body.length) }),
    ...(token && { authorization: `Bearer ${token}` }),
  }
  const given = Object.fromEntries(
    Object.entries(attack.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  )
  return Object.entries({ ...defaults, ...given }).flatMap(([name, value]) =>
    [value].flat().flatMap(one => [name, one.replaceAll('{token}', token ?? '')]),
  )
}
