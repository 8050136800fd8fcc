import { type KeyObject, verify } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { z } from 'zod'
import { unauthenticated } from '../../errors.ts'
import { defaultProject, type TokenRole, tokenRoles, type Viewer } from '../viewer.ts'
import { type PublicKeys } from './public-keys.ts'
import { isOfPublicKeys, type VerifyingKey } from './verifying-key.ts'

/** Which tokens are taken. */
export interface TokenRules {
  /**
   * Of tokens that are signed with the shared secret. A key object: from text, one would be tried as a public key
   * with every request.
   */
  secret: KeyObject | undefined
  /** Of tokens that an auth service signs with its private keys. */
  publicKeys: PublicKeys | undefined
  issuer: string | undefined
  audience: string | undefined
  /** Where the roles are, such as `roles` or `realm_access.roles`. */
  rolesClaim: string
  maxLifetimeSeconds: number
}

/** The clock of who signs and ours may differ by this. */
const skewSeconds = 30

/** No honest token comes near it, and nothing longer is worth a signature. */
const longestToken = 8_192

/**
 * Reads a token, checking what the library lets through: a missing or endless `exp`, a future `iat`, `crit`,
 * a foreign `typ`, a payload that is no object, texts that decode to the same bytes as another one.
 * @throws UNAUTHENTICATED, without saying which check failed beyond expiry; AUTH_UNAVAILABLE
 */
export async function verifyToken(token: string, rules: TokenRules): Promise<Viewer> {
  const key = await keyOf(headerOf(token), rules)
  if (!key) throw invalid()
  const payload = signedPayload(token, key)
  const claims = claimsOf(payload)
  checkTimes(claims, rules)
  checkOrigin(claims, rules)
  return { subject: claims.sub, roles: rolesOf(payload, rules), project: claims.project, proof: 'TOKEN' }
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

/** The last character may hold bits that no byte takes: without this a changed one would pass. */
const isCanonical = (part: string) => Buffer.from(part, 'base64url').toString('base64url') === part

/** The key alone says the algorithm: what the token says only chooses between the secret and the public keys. */
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
      // They are checked with everything else about time.
      ignoreExpiration: true,
      ignoreNotBefore: true,
    })
  } catch {
    throw invalid()
  }
}

/** The library does not know this algorithm. */
function edDsaPayload(token: string, key: KeyObject): unknown {
  const [head, payload, signature] = token.split('.') as [string, string, string]
  const isSigned =
    (jsonOf(head) as { alg: string }).alg === 'EdDSA' &&
    verify(null, Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, 'base64url'))
  if (!isSigned) throw invalid()
  return jsonOf(payload)
}

const claims = z.object({
  // It is stored beside what its bearer makes, and as the user of facts that name none.
  sub: z
    .string()
    .min(1)
    .max(255)
    .refine(sub => sub.isWellFormed() && !sub.includes('\0')),
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

/** An audience may be a list that holds ours; an issuer is one. */
function checkOrigin({ iss, aud }: Claims, { issuer, audience }: TokenRules): void {
  if (issuer !== undefined && iss !== issuer) throw invalid()
  if (audience !== undefined && ![aud].flat().includes(audience)) throw invalid()
}

const roleNames = z.union([z.array(z.string()), z.string()]).optional()

/** A list, or a text of words. Roles that mean nothing here are left out. Where no path is set, `role` is known too. */
function rolesOf(payload: unknown, { rolesClaim }: TokenRules): TokenRole[] {
  const at = (path: string) => checked(roleNames, claimAt(payload, path))
  const given = at(rolesClaim) ?? (rolesClaim === 'roles' ? at('role') : undefined) ?? []
  const names = typeof given === 'string' ? given.split(/[ ,]+/) : given
  return tokenRoles.filter(role => names.includes(role))
}

/** The claim of this name, dots and all, as auth services that put a URL before theirs have it; else at this path. */
function claimAt(payload: unknown, path: string): unknown {
  const whole = own(payload, path)
  return whole === undefined ? path.split('.').reduce(own, payload) : whole
}

/** Nothing is inherited: `constructor` is no claim. */
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
