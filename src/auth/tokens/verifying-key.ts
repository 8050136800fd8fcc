import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'

/** A key and the only algorithm that it verifies. */
export interface VerifyingKey {
  algorithm: 'HS256' | 'RS256' | 'ES256' | 'EdDSA'
  key: KeyObject
}

/**
 * The public key of a JWK; undefined for a key that is not accepted, such as a secret or an RSA key below 2,048 bits.
 */
export function verifyingKey(jwk: JsonWebKey): VerifyingKey | undefined {
  const algorithm = algorithms[`${jwk.kty} ${jwk.crv ?? ''}`.trim()]
  if (!algorithm || (jwk.alg ?? algorithm) !== algorithm || (jwk.use ?? 'sig') !== 'sig') return undefined
  const key = publicKey(jwk)
  return key && isLongEnough(key) ? { algorithm, key } : undefined
}

const algorithms: Record<string, VerifyingKey['algorithm']> = {
  RSA: 'RS256',
  'EC P-256': 'ES256',
  'OKP Ed25519': 'EdDSA',
}

/** Whether tokens with this algorithm are verified with a public key. */
export const isOfPublicKeys = (algorithm: string) => Object.values<string>(algorithms).includes(algorithm)

function publicKey(jwk: JsonWebKey): KeyObject | undefined {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' })
  } catch {
    return undefined
  }
}

const isLongEnough = ({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject) =>
  asymmetricKeyType !== 'rsa' || (asymmetricKeyDetails?.modulusLength ?? 0) >= 2_048
