import jwt from 'jsonwebtoken'
import { type Env } from '../env.ts'
import { authSecret } from './secret.ts'
import { defaultProject, type Role } from './viewer.ts'

export interface TokenClaims {
  roles: Role[]
  subject: string
  project?: string
  /** At most `AUTH_MAX_LIFETIME`, or the service that reads it refuses it. */
  expiresInSeconds: number
}

/** A token that this service accepts, signed with the configured secret. */
export function signToken(env: Env, { roles, subject, project, expiresInSeconds }: TokenClaims): string {
  return jwt.sign({ roles, project: project ?? defaultProject }, authSecret(env), {
    algorithm: 'HS256',
    subject,
    expiresIn: expiresInSeconds,
  })
}
