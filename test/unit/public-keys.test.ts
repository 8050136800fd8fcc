import { GraphQLError } from 'graphql'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PublicKeys } from '../../src/auth/tokens/public-keys.ts'
import { type AuthService, signer, startAuthService } from '../support/processes/auth-service.ts'

const first = signer('ES256', 'first')
const second = signer('EdDSA', 'second')

let service: AuthService
let seconds: number
let keys: PublicKeys
let lines: string[]

beforeEach(async () => {
  service = await startAuthService(first)
  seconds = 0
  lines = []
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line).msg) })
  keys = new PublicKeys(service.url, log, () => seconds * 1_000)
})
afterEach(() => service.close())

const unavailable = 'AUTH_UNAVAILABLE'
const unreadable = 'the keys of the auth service cannot be read: the cached keys stay valid'
const readable = 'the keys of the auth service can be read again'

/** Whether the key with this id is known, or the code of the refusal while this is unknown. */
async function isKnown(kid: string): Promise<unknown> {
  try {
    return (await keys.withId(kid)) !== undefined
  } catch (error) {
    if (error instanceof GraphQLError) return error.extensions.code
    throw error
  }
}

describe('the keys of an auth service', () => {
  test('are read once for simultaneous requests', async () => {
    expect(await Promise.all(['first', 'first', 'other'].map(isKnown))).toEqual([true, true, false])
    expect(service.requests()).toBe(1)
  })

  test('have one algorithm each', async () => {
    service.publish(first, second, signer('RS256', 'third'))
    const found = await Promise.all(['first', 'second', 'third'].map(kid => keys.withId(kid)))
    expect(found.map(key => key?.algorithm)).toEqual(['ES256', 'EdDSA', 'RS256'])
  })

  test('are rotated: a new key is known within a minute, and many unknown ids cause no more requests', async () => {
    expect(await isKnown('first')).toBe(true)
    service.publish(first, second)
    for (seconds = 1; seconds < 60; seconds += 1) expect(await isKnown('second')).toBe(false)
    expect(service.requests()).toBe(1)
    seconds = 60
    expect(await Promise.all(['first', 'second', "' or 1=1"].map(isKnown))).toEqual([true, true, false])
    expect(service.requests()).toBe(2)
  })

  test('stop working some minutes after the service removed them', async () => {
    expect(await isKnown('first')).toBe(true)
    service.publish(second)
    seconds = 601
    expect(await isKnown('first')).toBe(true)
    await expect.poll(() => isKnown('first')).toBe(false)
  })

  const failings: [string, Parameters<AuthService['fail']>[0]][] = [
    ['fails', response => response.writeHead(500).end('{"keys":[]}')],
    ['sends elsewhere', response => response.writeHead(302, { location: '/other' }).end()],
    ['sends to itself', response => response.writeHead(307, { location: '/keys' }).end()],
    ['hangs up', response => response.destroy()],
    ['hangs up half way', response => response.writeHead(200).write('{"keys":[', () => response.destroy())],
    ['answers nothing', response => response.end()],
    ['answers no JSON', response => response.end('<html>')],
    ['answers no keys', response => response.end('{"keys":7}')],
    ['answers without end', response => response.end(Buffer.alloc(2_000_000, ' '))],
  ]

  test.each(failings)('keep working while the service %s', async (_, failing) => {
    expect(await isKnown('first')).toBe(true)
    service.fail(failing)
    seconds = 700
    expect(await isKnown('first')).toBe(true)
    expect(await isKnown('second')).toBe(unavailable)
    expect(await isKnown('first')).toBe(true)

    service.publish(first, second)
    seconds = 760
    expect(await isKnown('second')).toBe(true)
    expect(lines).toEqual([unreadable, readable])
  })

  test.each(failings)(
    'make the first token unavailable, not bad, while the service %s',
    async (_, failing) => {
      service.fail(failing)
      expect(await Promise.all(['first', 'other'].map(isKnown))).toEqual([unavailable, unavailable])
      expect(service.requests()).toBe(1)

      service.publish(first)
      seconds = 0.25
      expect(await isKnown('first')).toBe(true)
      expect(await isKnown('other')).toBe(false)
      expect(lines).toEqual([unreadable, readable])
    },
  )

  test('are requested again soon at first and every 30 s in the end, for any number of tokens', async () => {
    service.fail(response => response.destroy())
    for (seconds = 0; seconds < 60; seconds += 0.05)
      expect(await Promise.all([isKnown('first'), isKnown('first')])).toEqual([unavailable, unavailable])
    // Random pauses: at least half of 0.25, 0.5, 1 … 30 s.
    expect(service.requests()).toBeGreaterThanOrEqual(8)
    expect(service.requests()).toBeLessThanOrEqual(12)
    expect(lines).toEqual([unreadable])
  })

  test('tell the client when to retry: not before the service is asked again', async () => {
    service.fail(response => response.destroy())
    for (const most of [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      const error = await keys.withId('first').catch((thrown: GraphQLError) => thrown)
      const { retryAfterMs, http } = (error as GraphQLError).extensions as {
        retryAfterMs: number
        http: { status: number; headers: Map<string, string> }
      }
      expect(retryAfterMs).toBeGreaterThanOrEqual(most / 2)
      expect(retryAfterMs).toBeLessThanOrEqual(most)
      expect(http.status).toBe(503)
      expect(http.headers.get('retry-after')).toBe(String(Math.ceil(retryAfterMs / 1_000)))
      seconds += retryAfterMs / 1_000
    }
    expect(service.requests()).toBe(9)
  })

  test('are logged with one line for each change between readable and unreadable', async () => {
    expect(await isKnown('first')).toBe(true)
    for (let n = 0; n < 3; n++) {
      service.fail(response => response.destroy())
      seconds += 60
      expect(await isKnown('other')).toBe(unavailable)
      expect(await isKnown('first')).toBe(true)
      service.publish(first)
      seconds += 1
      expect(await isKnown('other')).toBe(false)
    }
    expect(lines).toEqual([unreadable, readable, unreadable, readable, unreadable, readable])
  })

  test('work for a day after they were last read, and no longer', async () => {
    expect(await isKnown('first')).toBe(true)
    service.fail(response => response.destroy())
    seconds = 86_400
    expect(await isKnown('first')).toBe(true)
    seconds = 86_401
    expect(await isKnown('first')).toBe(unavailable)
    service.publish(first)
    seconds = 86_500
    expect(await isKnown('first')).toBe(true)
  })

  test('are unusable if the service removed all of them, and no token is called bad then', async () => {
    expect(await isKnown('first')).toBe(true)
    service.publish()
    seconds = 60
    expect(await isKnown('other')).toBe(unavailable)
    expect(await isKnown('first')).toBe(unavailable)
  })

  test('are awaited briefly if the service is slow, and used once they arrive', async () => {
    let answerNow = () => {}
    service.fail(response => {
      answerNow = () => response.end(JSON.stringify({ keys: [jwkOf('first')] }))
    })
    expect(await Promise.all(['first', 'first'].map(isKnown))).toEqual([unavailable, unavailable])
    expect(await isKnown('first')).toBe(unavailable)
    expect(service.requests()).toBe(1)
    answerNow()
    await expect.poll(() => isKnown('first')).toBe(true)
    expect(service.requests()).toBe(1)
  })

  test('delay no request whose key is known, however slow the service is', async () => {
    expect(await isKnown('first')).toBe(true)
    let isAnswered = false
    service.fail(response => response.on('close', () => (isAnswered = true)))
    seconds = 700
    expect(await isKnown('first')).toBe(true)
    expect(isAnswered).toBe(false)
  })

  test('are ignored if they are short, secret, for encryption, of another algorithm or without an id', async () => {
    const jwk = (kid: string, more: object) => ({ ...jwkOf(kid), ...more })
    const short = signer('RS256', 'short', 1_024).publicKey.export({ format: 'jwk' })
    const bad = [
      jwk('encryption', { use: 'enc' }),
      jwk('other', { alg: 'ES512' }),
      jwk('broken', { x: 'AAAA' }),
      jwk('curve', { crv: 'P-384' }),
      { ...short, kid: 'short' },
      { kty: 'oct', k: 'c2VjcmV0', kid: 'secret' },
      { ...jwk('', {}), kid: 7 },
    ]
    service.fail(response => response.end(JSON.stringify({ keys: [...bad, jwk('good', {})] })))
    expect(await isKnown('good')).toBe(true)
    for (const { kid } of bad) expect(await isKnown(String(kid))).toBe(false)
  })

  test('may be a thousand, and no more', async () => {
    const many = (count: number) =>
      JSON.stringify({ keys: Array.from({ length: count }, (_, i) => jwkOf(`${i}`)) })
    service.fail(response => response.end(many(1_000)))
    expect(await isKnown('999')).toBe(true)
    for (const tooMany of [1_001, 10_000]) {
      service.fail(response => response.end(many(tooMany)))
      seconds += 700
      expect(await isKnown('1000')).toBe(unavailable)
      expect(await isKnown('999')).toBe(true)
    }
  })
})

const jwkOf = (kid: string) => ({ ...first.publicKey.export({ format: 'jwk' }), kid })
