import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { type AddressInfo } from 'node:net'

/** An auth service that publishes keys, under a test's control. */
export interface AuthService {
  url: string
  /** The number of requests for the keys so far. */
  requests(): number
  /** Publishes these keys from now on. */
  publish(...keys: Signer[]): void
  /** Answers like this from now on, instead of with the keys. */
  fail(answer: (response: ServerResponse) => void): void
  close(): Promise<void>
}

/** A key pair that signs tokens. */
export interface Signer {
  kid: string
  algorithm: 'RS256' | 'ES256' | 'EdDSA'
  publicKey: KeyObject
  privateKey: KeyObject
}

export async function startAuthService(...keys: Signer[]): Promise<AuthService> {
  let requests = 0
  const giving =
    (given: Signer[]) =>
    (response: ServerResponse): void => {
      response.end(JSON.stringify({ keys: given.map(toJwk) }))
    }
  let answer = giving(keys)
  const server = createServer((_, response) => {
    requests++
    answer(response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`,
    requests: () => requests,
    publish: (...given) => {
      answer = giving(given)
    },
    fail: failing => {
      answer = failing
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const toJwk = ({ publicKey, kid }: Signer) => ({ ...publicKey.export({ format: 'jwk' }), kid, use: 'sig' })

export function signer(algorithm: Signer['algorithm'], kid: string, modulusLength = 2_048): Signer {
  const { publicKey, privateKey } =
    algorithm === 'RS256'
      ? generateKeyPairSync('rsa', { modulusLength })
      : algorithm === 'ES256'
        ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
        : generateKeyPairSync('ed25519')
  return { kid, algorithm, publicKey, privateKey }
}

const encoded = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url')

/** A token with any claims and any header: a library would refuse to write most of these. */
export function signedBy(
  { algorithm, kid, privateKey }: Signer,
  claims: unknown,
  header: object = {},
): string {
  const content = `${encoded({ alg: algorithm, typ: 'JWT', kid, ...header })}.${encoded(claims)}`
  const digest = algorithm === 'EdDSA' ? null : 'sha256'
  const signature = sign(digest, Buffer.from(content), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  return `${content}.${signature.toString('base64url')}`
}

/** A token signed with a shared secret. */
export function signedWith(
  secret: string | Buffer,
  claims: unknown,
  header: object = {},
  algorithm = 'sha256',
): string {
  const content = `${encoded({ alg: 'HS256', typ: 'JWT', ...header })}.${encoded(claims)}`
  return `${content}.${createHmac(algorithm, secret).update(content).digest('base64url')}`
}
