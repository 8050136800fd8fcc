import { type KeyObject } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { z } from 'zod'
import { unauthenticated } from '../errors.ts'
import { defaultProject, type Role, roles, type Viewer } from './viewer.ts'

const skewSeconds = 30

const claims = z.object({
  sub: z.string().min(1).max(255),
  iat: z.number(),
  exp: z.number(),
  roles: z.union([z.array(z.string()), z.string()]).optional(),
  role: z.string().optional(),
  project: z
    .string()
    .min(1)
    .max(100)
    .regex(/^\P{C}+$/u)
    .default(defaultProject),
})

const header = z.object({ typ: z.literal('JWT').optional(), crit: z.undefined().optional() })

/**
 * Reads a token, checking what the library lets through: a missing or endless `exp`, a future `iat`, `crit`,
 * a foreign `typ`, a payload that is no object.
 * @throws UNAUTHENTICATED, without saying which check failed beyond expiry
 */
export function verifyToken(token: string, secret: KeyObject, maxLifetimeSeconds: number): Viewer {
  const decoded = decode(token, secret)
  const head = header.safeParse(decoded.header)
  const body = claims.safeParse(decoded.payload)
  if (!head.success || !body.success) throw invalid()
  const { sub, iat, exp, project } = body.data
  if (iat > Date.now() / 1_000 + skewSeconds || exp - iat > maxLifetimeSeconds) throw invalid()
  return { subject: sub, roles: rolesOf(body.data), project }
}

function decode(token: string, secret: KeyObject): jwt.Jwt {
  try {
    return jwt.verify(token, secret, { algorithms: ['HS256'], complete: true, clockTolerance: skewSeconds })
  } catch (error) {
    throw error instanceof jwt.TokenExpiredError ? unauthenticated('The token has expired.') : invalid()
  }
}

/** From `roles`, a list or a text of words, or else from `role`. Roles that mean nothing here are left out. */
function rolesOf(claims: { roles?: string[] | string; role?: string }): Role[] {
  const given = claims.roles ?? claims.role ?? []
  const names = typeof given === 'string' ? given.split(/[ ,]+/) : given
  return roles.filter(role => names.includes(role))
}

const invalid = () => unauthenticated('The token is not valid here.')
