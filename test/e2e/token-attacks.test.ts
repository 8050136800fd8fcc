import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyToken } from '../../src/auth/verify-token.ts'
import { type AuthService, signedBy, signedWith, signer, startAuthService } from '../support/auth-service.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

/** One attack: what differs from a good token, and what it is answered. */
interface Attack {
  list: string
  attack: string
  authorization?: string[]
  query?: string
  header?: Record<string, unknown>
  claims?: object
  fromNow?: Record<string, number>
  without?: string[]
  payload?: string
  sign?: 'public key' | 'sha512' | 'short' | 'stranger' | 'rsa'
  longKid?: number
  longClaim?: number
  cut?: 'signature'
  append?: string
  lastCharacter?: true
  status?: number
}

const attacks = JSON.parse(readFileSync('test/attacks/tokens.json', 'utf8')) as Attack[]
const secret = 'a secret for tests with more than 32 bytes'
const rsa = signer('RS256', 'rsa')
const short = signer('RS256', 'short', 1_024)
const stranger = signer('RS256', 'rsa')

let app: TestApp
let service: AuthService
let canary: AuthService

beforeAll(async () => {
  service = await startAuthService(rsa, short)
  canary = await startAuthService(stranger)
  app = await startTestApp({
    AUTH_JWKS_URL: service.url,
    AUTH_ISSUER: 'https://auth.example.com',
    AUTH_AUDIENCE: 'convograph',
  })
})
afterAll(async () => {
  await app.close()
  await service.close()
  await canary.close()
})

const now = () => Math.floor(Date.now() / 1_000)
const claims = () => ({
  sub: 'mallory',
  iat: now(),
  exp: now() + 600,
  iss: 'https://auth.example.com',
  aud: 'convograph',
  roles: ['admin'],
})

function tokenOf(attack: Attack): string {
  const { without = [], fromNow = {}, longKid, longClaim } = attack
  const moved = Object.fromEntries(Object.entries(fromNow).map(([name, seconds]) => [name, now() + seconds]))
  const long = longClaim && { long: 'a'.repeat(longClaim) }
  const all = Object.entries({ ...claims(), ...attack.claims, ...moved, ...long })
  const body = Object.fromEntries(all.filter(([name]) => !without.includes(name)))
  const named = Object.entries({ ...attack.header, ...(longKid && { kid: 'a'.repeat(longKid) }) })
  const header = Object.fromEntries(
    named.map(([name, value]) => [
      name,
      value === '{canary}' ? canary.url : value === null ? undefined : value,
    ]),
  )
  return altered(attack, signed(attack, body, header))
}

function signed({ sign, payload }: Attack, body: object, header: object): string {
  if (payload !== undefined)
    return signedText(payload.replace('{iat}', `${now()}`).replace('{exp}', `${now() + 60}`))
  if (sign === 'public key')
    return signedWith(rsa.publicKey.export({ format: 'pem', type: 'spki' }), body, { kid: 'rsa' })
  if (sign === 'sha512') return signedWith(secret, body, header, 'sha512')
  const keys = { rsa, short, stranger }
  return sign ? signedBy(keys[sign], body, header) : signedWith(secret, body, header)
}

/** A payload as it is, which need not be JSON. */
function signedText(payload: string): string {
  const parts = ['{"alg":"HS256","typ":"JWT"}', payload].map(part => Buffer.from(part).toString('base64url'))
  return `${parts.join('.')}.${createHmac('sha256', secret).update(parts.join('.')).digest('base64url')}`
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

function altered({ cut, append = '', lastCharacter }: Attack, token: string): string {
  if (cut) return token.replace(/[^.]+$/, '')
  if (lastCharacter) return token.slice(0, -1) + alphabet[alphabet.indexOf(token.at(-1)!) ^ 1]
  return token + append
}

/** The status and code of a question, under headers that `fetch` would not send. */
function ask(authorization: string[], query = ''): Promise<{ status?: number; code?: string; ms: number }> {
  const started = performance.now()
  return new Promise((resolve, reject) => {
    const headers = ['content-type', 'application/json', 'host', 'localhost']
    for (const value of authorization) headers.push('authorization', value)
    const asking = request(`${app.url}${query}`, { method: 'POST', headers, agent: false }, response => {
      let body = ''
      response.on('data', chunk => {
        body += chunk
      })
      response.on('end', () => {
        const code = /"code":"(\w+)"/.exec(body)?.[1]
        resolve({ status: response.statusCode, code, ms: performance.now() - started })
      })
    })
    asking.on('error', reject)
    asking.end('{"query":"{ catalog { events { name } } }"}')
  })
}

describe('a token', () => {
  test('as the attacks begin with is good', async () => {
    for (const sign of [undefined, 'rsa'] as const)
      expect(await ask([`Bearer ${tokenOf({ list: '', attack: '', sign })}`])).toMatchObject({ status: 200 })
  })

  test.each(attacks)('$list $attack', async attack => {
    const token = tokenOf(attack)
    const filled = (text: string) => text.replaceAll('{}', token)
    const headers = attack.authorization ?? ['Bearer {}']
    const { status, code, ms } = await ask(headers.map(filled), attack.query && filled(attack.query))
    const expected = attack.status ?? 401
    expect(status).toBe(expected)
    const codes: Record<number, string> = { 401: 'UNAUTHENTICATED', 403: 'FORBIDDEN' }
    expect(code).toBe(codes[expected])
    expect(ms).toBeLessThan(500)
  })

  test('has nobody ask where it points to', () => {
    expect(canary.asked()).toBe(0)
  })
})

test('of 5,000 tokens that were changed somewhere, none is taken', async () => {
  const rules = app.services.auth.tokens
  const tokens = [tokenOf({ list: '', attack: '' }), tokenOf({ list: '', attack: '', sign: 'rsa' })]
  for (const token of tokens) expect(await verifyToken(token, rules)).toMatchObject({ subject: 'mallory' })

  const change = fc.record({
    token: fc.constantFrom(...tokens),
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    kind: fc.constantFrom('replace', 'insert', 'delete', 'swap', 'cut'),
    character: fc.constantFrom(...alphabet, '.', '=', ' ', '\0'),
  })
  let refused = 0
  await fc.assert(
    fc.asyncProperty(change, async ({ token, at, kind, character }) => {
      const changed = mutated(token, Math.floor(at * token.length), kind, character)
      if (tokens.includes(changed)) return
      await expect(verifyToken(changed, rules)).rejects.toThrow('not valid')
      refused++
    }),
    { numRuns: 5_400 },
  )
  expect(refused).toBeGreaterThanOrEqual(5_000)
})

function mutated(token: string, at: number, kind: string, character: string): string {
  const [before, after] = [token.slice(0, at), token.slice(at)]
  if (kind === 'replace') return before + character + after.slice(1)
  if (kind === 'insert') return before + character + after
  if (kind === 'delete') return before + after.slice(1)
  if (kind === 'swap') return before + (after[1] ?? '') + after[0] + after.slice(2)
  return before
}
