import pino from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createPublicKeys, type PublicKeys } from '../../src/auth/public-keys.ts'
import { type AuthService, signer, startAuthService } from '../support/auth-service.ts'

const first = signer('ES256', 'first')
const second = signer('EdDSA', 'second')

let service: AuthService
let seconds: number
let keys: PublicKeys

beforeEach(async () => {
  service = await startAuthService(first)
  seconds = 0
  keys = createPublicKeys(service.url, pino({ level: 'silent' }), () => seconds * 1_000)
})
afterEach(() => service.close())

const isKnown = async (kid: string) => (await keys.withId(kid)) !== undefined

describe('the keys of an auth service', () => {
  test('are read once, for whoever asks at once', async () => {
    expect(await Promise.all(['first', 'first', 'other'].map(isKnown))).toEqual([true, true, false])
    expect(service.asked()).toBe(1)
  })

  test('bring one algorithm each', async () => {
    service.publish(first, second, signer('RS256', 'third'))
    const found = await Promise.all(['first', 'second', 'third'].map(kid => keys.withId(kid)))
    expect(found.map(key => key?.algorithm)).toEqual(['ES256', 'EdDSA', 'RS256'])
  })

  test('are rotated: a new one is known within a minute, however many unknown ids come in', async () => {
    expect(await isKnown('first')).toBe(true)
    service.publish(first, second)
    for (seconds = 1; seconds < 60; seconds += 1) expect(await isKnown('second')).toBe(false)
    expect(service.asked()).toBe(1)
    seconds = 60
    expect(await Promise.all(['first', 'second', "' or 1=1"].map(isKnown))).toEqual([true, true, false])
    expect(service.asked()).toBe(2)
  })

  test('no longer count some minutes after they were taken back', async () => {
    expect(await isKnown('first')).toBe(true)
    service.publish(second)
    seconds = 601
    expect(await isKnown('first')).toBe(true)
    await expect.poll(() => isKnown('first')).toBe(false)
  })

  test.each<[string, Parameters<AuthService['fail']>[0]]>([
    ['fails', response => response.writeHead(500).end('{"keys":[]}')],
    ['sends elsewhere', response => response.writeHead(302, { location: '/other' }).end()],
    ['hangs up', response => response.destroy()],
    ['answers no JSON', response => response.end('<html>')],
    ['answers no keys', response => response.end('{"keys":7}')],
    ['answers without end', response => response.end(Buffer.alloc(2_000_000, ' '))],
  ])('go on working while the service %s', async (_, failing) => {
    expect(await isKnown('first')).toBe(true)
    service.fail(failing)
    seconds = 700
    expect(await isKnown('first')).toBe(true)
    expect(await isKnown('second')).toBe(false)
    expect(await isKnown('first')).toBe(true)

    service.publish(first, second)
    seconds = 760
    expect(await isKnown('second')).toBe(true)
  })

  test('are waited for by nobody who has one, however slow the service is', async () => {
    expect(await isKnown('first')).toBe(true)
    service.fail(() => undefined)
    seconds = 700
    const started = performance.now()
    expect(await isKnown('first')).toBe(true)
    expect(performance.now() - started).toBeLessThan(500)
  })

  test('are none when they are short, secret, for encryption, of another algorithm or without an id', async () => {
    const jwk = (kid: string, more: object) => ({
      ...first.publicKey.export({ format: 'jwk' }),
      kid,
      ...more,
    })
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
    const jwk = first.publicKey.export({ format: 'jwk' })
    const many = (count: number) => Array.from({ length: count }, (_, i) => ({ ...jwk, kid: `key ${i}` }))
    service.fail(response => response.end(JSON.stringify({ keys: many(1_000) })))
    expect(await isKnown('key 999')).toBe(true)
    service.fail(response => response.end(JSON.stringify({ keys: many(1_001) })))
    seconds = 700
    expect(await isKnown('key 1000')).toBe(false)
    expect(await isKnown('key 999')).toBe(true)
  })
})
