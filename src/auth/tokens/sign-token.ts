import jwt from 'jsonwebtoken'
import { type Env } from '../../env.ts'
import { defaultProject, type TokenRole } from '../viewer.ts'
import { authSecret } from './secret.ts'

export interface TokenClaims {
  roles: TokenRole[]
  subject: string
  project?: string
  /** At most `AUTH_MAX_LIFETIME`; the service refuses longer tokens. */
  expiresInSeconds: number
}

/** A token that this service accepts, signed with the configured secret. */
export function signToken(env: Env, { roles, subject, project, expiresInSeconds }: TokenClaims): string {
  const secret = authSecret(env)
  if (secret === undefined)
    throw new Error('Tokens are issued by the auth service of AUTH_JWKS_URL: AUTH_SECRET_KEY is not set.')
  const { rolesClaim, issuer, audience } = env.auth
  return jwt.sign({ ...nested(rolesClaim, roles), project: project ?? defaultProject }, secret, {
    algorithm: 'HS256',
    subject,
    expiresIn: expiresInSeconds,
    ...(issuer !== undefined && { issuer }),
    ...(audience !== undefined && { audience }),
  })
}

/** A claim at a path: `realm_access.roles` is `{ realm_access: { roles } }`. */
function nested(path: string, value: unknown): object {
  return path.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as object
}
