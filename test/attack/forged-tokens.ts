import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import {
  type AuthService,
  signedBy,
  signedWith,
  signer,
  startAuthService,
} from '../support/processes/auth-service.ts'
import { type Attack } from './attack.ts'

/** A forged token: its difference from a valid one, and the expected answer. */
export interface ForgedToken {
  list: string
  attack: string
  authorization?: string[]
  query?: string
  header?: Record<string, unknown>
  claims?: object
  fromNow?: Record<string, number>
  without?: string[]
  payload?: string
  sign?: 'public key' | 'sha512' | 'short' | 'untrusted' | 'rsa'
  longKid?: number
  longClaim?: number
  cut?: 'signature'
  append?: string
  lastCharacter?: true
  status?: number
}

/** An attacker with forged tokens, and with the keys of the auth service where the attack has them. */
export interface Forger {
  /** Settings with which the service under attack is started. */
  settings: Record<string, string>
  tokenOf(forged: Omit<ForgedToken, 'list' | 'attack'>): string
  /** The attack, with a token signed now. */
  attackOf(forged: ForgedToken): Attack
  /** The number of requests to addresses that a token named. */
  requests(): number
  close(): Promise<void>
}

export const readForgedTokens = (): ForgedToken[] =>
  JSON.parse(readFileSync('test/attacks/tokens.json', 'utf8'))

/** Starts an auth service whose tokens are accepted besides those of the secret. */
export async function startForger(secret: string): Promise<Forger> {
  const keys = {
    rsa: signer('RS256', 'rsa'),
    short: signer('RS256', 'short', 1_024),
    untrusted: signer('RS256', 'rsa'),
  }
  const service = await startAuthService(keys.rsa, keys.short)
  const canary = await startAuthService(keys.untrusted)
  const tokenOf: Forger['tokenOf'] = forged => altered(forged, signed(forged, { secret, keys, canary }))
  return {
    settings: { AUTH_JWKS_URL: service.url, AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience },
    tokenOf,
    attackOf: forged => toAttack(forged, tokenOf(forged)),
    requests: canary.requests,
    close: async () => {
      await Promise.all([service.close(), canary.close()])
    },
  }
}

const issuer = 'https://auth.example.com'
const audience = 'convograph'
const codes: Record<number, string | null> = {
  200: null,
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  431: 'HEADERS_TOO_LARGE',
}

function toAttack({ list, attack, authorization, query, status }: ForgedToken, token: string): Attack {
  const filled = (text: string) => text.replaceAll('{}', token)
  const expected = status ?? 401
  return {
    list,
    attack,
    as: 'nobody',
    path: `/graphql${filled(query ?? '')}`,
    headers: { authorization: (authorization ?? ['Bearer {}']).map(filled) },
    query: '{ catalog { events { name } } }',
    status: expected,
    code: codes[expected],
    ms: 500,
  }
}

const now = () => Math.floor(Date.now() / 1_000)
const claims = () => ({
  sub: 'mallory',
  iat: now(),
  exp: now() + 600,
  iss: issuer,
  aud: audience,
  roles: ['admin'],
})

type Unsigned = Omit<ForgedToken, 'list' | 'attack'>

interface Means {
  secret: string
  keys: Record<'rsa' | 'short' | 'untrusted', ReturnType<typeof signer>>
  canary: AuthService
}

function signed(forged: Unsigned, { secret, keys, canary }: Means): string {
  const { sign, payload } = forged
  if (payload !== undefined) {
    const filled = payload.replace('{iat}', `${now()}`).replace('{exp}', `${now() + 60}`)
    return signedText(secret, filled)
  }
  const body = bodyOf(forged)
  const header = headerOf(forged, canary.url)
  if (sign === 'public key')
    return signedWith(keys.rsa.publicKey.export({ format: 'pem', type: 'spki' }), body, { kid: 'rsa' })
  if (sign === 'sha512') return signedWith(secret, body, header, 'sha512')
  return sign ? signedBy(keys[sign], body, header) : signedWith(secret, body, header)
}

function bodyOf({ without = [], fromNow = {}, longClaim, claims: changed }: Unsigned): object {
  const moved = Object.fromEntries(Object.entries(fromNow).map(([name, seconds]) => [name, now() + seconds]))
  const long = longClaim && { long: 'a'.repeat(longClaim) }
  const all = Object.entries({ ...claims(), ...changed, ...moved, ...long })
  return Object.fromEntries(all.filter(([name]) => !without.includes(name)))
}

function headerOf({ header, longKid }: Unsigned, canary: string): object {
  const named = Object.entries({ ...header, ...(longKid && { kid: 'a'.repeat(longKid) }) })
  return Object.fromEntries(
    named.map(([name, value]) => [name, value === '{canary}' ? canary : (value ?? undefined)]),
  )
}

/** A payload as it is, which need not be JSON. */
function signedText(secret: string, payload: string): string {
  const parts = ['{"alg":"HS256","typ":"JWT"}', payload].map(part => Buffer.from(part).toString('base64url'))
  return `${parts.join('.')}.${createHmac('sha256', secret).update(parts.join('.')).digest('base64url')}`
}

export const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

function altered({ cut, append = '', lastCharacter }: Unsigned, token: string): string {
  if (cut) return token.replace(/[^.]+$/, '')
  if (lastCharacter) return token.slice(0, -1) + alphabet[alphabet.indexOf(token.at(-1)!) ^ 1]
  return token + append
}
