import { type KeyObject, verify } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { z } from 'zod'
import { isStorable } from '../../checks/text.ts'
import { unauthenticated } from '../../errors.ts'
import { defaultProject, type TokenRole, tokenRoles, type Viewer } from '../viewer.ts'
import { type PublicKeys } from './public-keys.ts'
import { isOfPublicKeys, type VerifyingKey } from './verifying-key.ts'

/** Which tokens the service accepts. */
export interface TokenRules {
  /**
   * The shared secret. It is a key object because `jsonwebtoken` first tries to read a text as a public key, for every
   * request.
   */
  secret: KeyObject | undefined
  /** The public keys of an auth service. */
  publicKeys: PublicKeys | undefined
  issuer: string | undefined
  audience: string | undefined
  /** The path of the claim with the roles, such as `roles` or `realm_access.roles`. */
  rolesClaim: string
  maxLifetimeSeconds: number
}

/** How far the clock of the signer and ours may differ. */
const skewSeconds = 30

/** Far above the length of any real token. Longer texts are refused before their signature is checked. */
export const longestToken = 8_192

/**
 * Verifies a token, including what the library accepts: a missing or unlimited `exp`, an `iat` in the future, `crit`,
 * an unknown `typ`, a payload that is not an object, base64url texts that decode to the same bytes as another text.
 * @throws UNAUTHENTICATED, which names the failed check only for an expired token; AUTH_UNAVAILABLE
 */
export async function verifyToken(token: string, rules: TokenRules): Promise<Viewer> {
  const key = await keyOf(headerOf(token), rules)
  if (!key) throw invalid()
  const payload = signedPayload(token, key)
  const claims = claimsOf(payload)
  checkTimes(claims, rules)
  checkOrigin(claims, rules)
  return {
    subject: claims.sub,
    roles: rolesOf(payload, rules),
    project: claims.project,
    proof: 'TOKEN',
    expiresAt: new Date(claims.exp * 1_000),
  }
}

const header = z.object({
  alg: z.string(),
  kid: z.string().max(255).optional(),
  typ: z.literal('JWT').optional(),
  crit: z.undefined().optional(),
})

function headerOf(token: string): z.infer<typeof header> {
  const parts = token.split('.')
  if (token.length > longestToken || parts.length !== 3 || !parts.every(isCanonical)) throw invalid()
  return checked(header, jsonOf(parts[0]!))
}

/** The last base64url character may have unused bits: without this check a changed character would pass. */
const isCanonical = (part: string) => Buffer.from(part, 'base64url').toString('base64url') === part

/** The key determines the algorithm. The token's `alg` only chooses between the secret and the public keys. */
function keyOf(
  { alg, kid }: z.infer<typeof header>,
  { secret, publicKeys }: TokenRules,
): VerifyingKey | undefined | Promise<VerifyingKey | undefined> {
  if (alg === 'HS256') return secret && { algorithm: 'HS256', key: secret }
  return kid !== undefined && isOfPublicKeys(alg) ? publicKeys?.withId(kid) : undefined
}

function signedPayload(token: string, { algorithm, key }: VerifyingKey): unknown {
  if (algorithm === 'EdDSA') return edDsaPayload(token, key)
  try {
    return jwt.verify(token, key, {
      algorithms: [algorithm],
      // `checkTimes` checks them.
      ignoreExpiration: true,
      ignoreNotBefore: true,
    })
  } catch {
    throw invalid()
  }
}

/** `jsonwebtoken` does not support this algorithm. */
function edDsaPayload(token: string, key: KeyObject): unknown {
  const [head, payload, signature] = token.split('.') as [string, string, string]
  const isSigned =
    (jsonOf(head) as { alg: string }).alg === 'EdDSA' &&
    verify(null, Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, 'base64url'))
  if (!isSigned) throw invalid()
  return jsonOf(payload)
}

const claims = z.object({
  // The subject is stored with everything its bearer creates, and as the user of events without a user.
  sub: z.string().min(1).max(255).refine(isStorable),
  iat: z.number(),
  exp: z.number(),
  nbf: z.number().optional(),
  iss: z.unknown().optional(),
  aud: z.unknown().optional(),
  project: z
    .string()
    .min(1)
    .max(100)
    .regex(/^\P{C}+$/u)
    .default(defaultProject),
})
type Claims = z.infer<typeof claims>

const claimsOf = (payload: unknown): Claims => checked(claims, payload)

function checkTimes({ iat, exp, nbf = iat }: Claims, { maxLifetimeSeconds }: TokenRules): void {
  const now = Date.now() / 1_000
  if (Math.max(iat, nbf) > now + skewSeconds || exp - iat > maxLifetimeSeconds) throw invalid()
  if (exp <= now - skewSeconds) throw unauthenticated('The token has expired.')
}

/** The audience may be a list; one of its values must be ours. */
function checkOrigin({ iss, aud }: Claims, { issuer, audience }: TokenRules): void {
  if (issuer !== undefined && iss !== issuer) throw invalid()
  if (audience !== undefined && ![aud].flat().includes(audience)) throw invalid()
}

const roleNames = z.union([z.array(z.string()), z.string()]).optional()

/**
 * Roles are a list, or a text of words. Unknown roles are ignored. With the default path the claim may also be
 * `role`.
 */
function rolesOf(payload: unknown, { rolesClaim }: TokenRules): TokenRole[] {
  const at = (path: string) => checked(roleNames, claimAt(payload, path))
  const given = at(rolesClaim) ?? (rolesClaim === 'roles' ? at('role') : undefined) ?? []
  const names = typeof given === 'string' ? given.split(/[ ,]+/) : given
  return tokenRoles.filter(role => names.includes(role))
}

/** A claim with exactly this name (some auth services use URLs as names), else the claim at this path. */
function claimAt(payload: unknown, path: string): unknown {
  const whole = own(payload, path)
  return whole === undefined ? path.split('.').reduce(own, payload) : whole
}

/** Own properties only: `constructor` is not a claim. */
function own(from: unknown, name: string): unknown {
  const isThere = typeof from === 'object' && from !== null && Object.hasOwn(from, name)
  return isThere ? (from as Record<string, unknown>)[name] : undefined
}

function jsonOf(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString())
  } catch {
    throw invalid()
  }
}

function checked<Shape extends z.ZodType>(shape: Shape, value: unknown): z.infer<Shape> {
  const parsed = shape.safeParse(value)
  if (!parsed.success) throw invalid()
  return parsed.data
}

const invalid = () => unauthenticated('The token is not valid here.')
