import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readEnv } from '../../../src/env.ts'
import { graphqlRequest } from '../../support/graphql/graphql-request.ts'
import {
  type AuthService,
  signedBy,
  signedWith,
  signer,
  startAuthService,
} from '../../support/processes/auth-service.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

const secret = 'a secret for tests with more than 32 bytes'
const rsa = signer('RS256', 'rsa')
const signers = [rsa, signer('ES256', 'ec'), signer('EdDSA', 'ed')]
const now = () => Math.floor(Date.now() / 1_000)
const claims = (more: object = {}) => ({
  sub: 'ann',
  iat: now(),
  exp: now() + 600,
  iss: 'https://auth.example.com',
  aud: 'convograph',
  realm_access: { roles: ['offline_access', 'admin'] },
  ...more,
})

let service: AuthService
let app: TestApp

const settings = (more: Record<string, string> = {}) => ({
  NODE_ENV: 'production',
  AUTH_JWKS_URL: service.url,
  AUTH_ISSUER: 'https://auth.example.com',
  AUTH_AUDIENCE: 'convograph',
  AUTH_ROLES_CLAIM: 'realm_access.roles',
  ...more,
})

async function outcome(token: string) {
  const { status, errors } = await graphqlRequest({ url: app.url, token }, '{ summary { totalEvents } }')
  return [status, ...errors.map(({ extensions }) => extensions.code)]
}

const taken = [200]
const refused = [401, 'UNAUTHENTICATED']

beforeAll(async () => {
  service = await startAuthService(...signers)
})
afterAll(() => service.close())

describe('with the public keys of an auth service and a shared secret', () => {
  beforeAll(async () => {
    app = await startTestApp(settings())
  })
  afterAll(() => app.close())

  test.each(signers)('a token signed with $algorithm is accepted', async signer => {
    expect(await outcome(signedBy(signer, claims()))).toEqual(taken)
    expect(await outcome(signedBy(signer, claims({ aud: ['other', 'convograph'] })))).toEqual(taken)
  })

  test.each(signers)('a token of $algorithm is refused if any part of it is wrong', async signer => {
    const wrongSigner = { ...signer, privateKey: signerLike(signer.algorithm).privateKey }
    const wrong = {
      key: signedBy(wrongSigner, claims()),
      unknownKey: signedBy(signer, claims(), { kid: 'other' }),
      noKey: signedBy(signer, claims(), { kid: undefined }),
      keyOfAnotherKind: signedBy(signer, claims(), {
        kid: signers.find(({ kid }) => kid !== signer.kid)!.kid,
      }),
      algorithm: signedBy(signer, claims(), { alg: 'RS512' }),
      noIssuer: signedBy(signer, claims({ iss: undefined })),
      issuers: signedBy(signer, claims({ iss: ['https://auth.example.com'] })),
      issuer: signedBy(signer, claims({ iss: 'https://other.example.com' })),
      noAudience: signedBy(signer, claims({ aud: undefined })),
      audience: signedBy(signer, claims({ aud: ['other'] })),
      expired: signedBy(signer, claims({ iat: now() - 600, exp: now() - 31 })),
      critical: signedBy(signer, claims(), { crit: ['exp'] }),
      type: signedBy(signer, claims(), { typ: 'at+jwt' }),
      noPayload: signedBy(signer, 'admin'),
      lastCharacter: lastCharacterChanged(signedBy(signer, claims())),
    }
    for (const [what, token] of Object.entries(wrong))
      expect([what, await outcome(token)]).toEqual([what, refused])
  })

  test('the public key is not a secret, and the secret is not a public key', async () => {
    const pem = rsa.publicKey.export({ format: 'pem', type: 'spki' })
    expect(await outcome(signedWith(pem, claims(), { kid: rsa.kid }))).toEqual(refused)
    expect(await outcome(signedWith(secret, claims(), { alg: 'RS256', kid: rsa.kid }))).toEqual(refused)
    expect(await outcome(signedWith(secret, claims()))).toEqual(taken)
  })

  test('keys that a token names or contains are neither fetched nor believed', async () => {
    const canary = await startAuthService()
    const wrongSigner = signerLike('RS256')
    for (const header of [
      { jku: canary.url },
      { x5u: canary.url },
      { jwk: wrongSigner.publicKey.export({ format: 'jwk' }) },
    ])
      expect(await outcome(signedBy(wrongSigner, claims(), header))).toEqual(refused)
    expect(canary.requests()).toBe(0)
    await canary.close()
  })

  test('roles come from the configured claim, and from no other', async () => {
    const without = claims({ realm_access: undefined })
    for (const more of [{ roles: ['admin'] }, { role: 'admin' }, { realm_access: { roles: ['user'] } }])
      expect(await outcome(signedBy(rsa, { ...without, ...more }))).toEqual([403, 'FORBIDDEN'])
    expect(await outcome(signedBy(rsa, claims({ realm_access: 'admin' })))).toEqual([403, 'FORBIDDEN'])
    expect(await outcome(signedBy(rsa, claims({ 'realm_access.roles': 'admin' })))).toEqual(taken)
  })

  test('tokens of the service itself work like those of the auth service', async () => {
    expect(await outcome(app.token('admin'))).toEqual(taken)
  })
})

describe('with public keys alone', () => {
  afterEach(() => app.close())

  test('no secret is generated, and none opens anything', async () => {
    app = await startTestApp(settings({ AUTH_SECRET_KEY: '' }))
    expect(app.services.auth.tokens.secret).toBeUndefined()
    expect(await outcome(signedBy(rsa, claims()))).toEqual(taken)
    for (const guess of ['', 'undefined', secret])
      expect(await outcome(signedWith(guess, claims()))).toEqual(refused)
  })
})

describe('while the public keys cannot be read,', () => {
  let started: AuthService
  beforeAll(async () => {
    started = await startAuthService(rsa)
    started.fail(response => response.destroy())
    app = await startTestApp(settings({ AUTH_JWKS_URL: started.url }))
  })
  afterAll(async () => {
    await app.close()
    await started.close()
  })

  const answered = async (token: string) => {
    const response = await fetch(app.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: '{ summary { totalEvents } }' }),
    })
    const { errors } = (await response.json()) as { errors?: { extensions: object }[] }
    return { status: response.status, retryAfter: response.headers.get('retry-after'), errors }
  }

  test('their tokens may be retried, tokens of this service are accepted, and other tokens are bad', async () => {
    expect(await answered(signedBy(rsa, claims()))).toEqual({
      status: 503,
      retryAfter: '1',
      errors: [
        {
          message: 'The auth service does not answer at the moment. Send the same request again shortly.',
          extensions: { code: 'AUTH_UNAVAILABLE', retryAfterMs: expect.any(Number) },
        },
      ],
    })
    expect(await outcome(app.token('admin'))).toEqual(taken)
    expect(await outcome(signedWith('another secret of more than 32 bytes', claims()))).toEqual(refused)
    expect(await outcome(signedBy(rsa, claims(), { alg: 'none' }))).toEqual(refused)
    expect(await outcome(signedBy(rsa, claims(), { alg: 'RS512' }))).toEqual(refused)
    expect(await outcome(signedBy(rsa, claims(), { kid: undefined }))).toEqual(refused)
  })

  test('a retry succeeds as soon as the keys are readable, and an unknown key is then unknown', async () => {
    started.publish(rsa)
    await expect.poll(() => outcome(signedBy(rsa, claims())), { timeout: 30_000 }).toEqual(taken)
    expect(await outcome(signedBy(rsa, claims(), { kid: 'other' }))).toEqual(refused)
  })

  test('the failure is in the metrics', async () => {
    const metrics = await (await fetch(new URL('/metrics', app.url))).text()
    expect(metrics).toMatch(/convograph_requests_total\{operation="refused",status="503"\} [1-9]/)
    expect(metrics).toMatch(/convograph_errors_total\{code="AUTH_UNAVAILABLE"\} [1-9]/)
  })
})

test('production needs a secret or keys, and mistakes are named without their values', () => {
  expect(() => readEnv({ NODE_ENV: 'production' })).toThrow('AUTH_SECRET_KEY or AUTH_JWKS_URL is required')
  expect(() => readEnv({ AUTH_JWKS_URL: 'file:///keys' })).toThrow('AUTH_JWKS_URL must be a URL')
  expect(() => readEnv({ AUTH_SECRET_KEY: 'a' })).toThrow('AUTH_SECRET_KEY must have at least 32 bytes')
  for (const AUDIT_DAYS of ['0', '3651', '1.5', 'x'])
    expect(() => readEnv({ AUDIT_DAYS })).toThrow('AUDIT_DAYS')
  expect(() => readEnv({ AUTH_ROLES_CLAIM: 'a..b' })).toThrow('AUTH_ROLES_CLAIM must be')
})

const signerLike = (algorithm: (typeof signers)[number]['algorithm']) => signer(algorithm, 'wrong')

/** The same bytes in another text, or other bytes: another token in both cases. */
function lastCharacterChanged(token: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  return token.slice(0, -1) + alphabet[(alphabet.indexOf(token.at(-1)!) + 1) % 64]
}
