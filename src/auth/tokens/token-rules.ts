import { createSecretKey } from 'node:crypto'
import { type Logger } from 'pino'
import { type Env } from '../../env.ts'
import { PublicKeys } from './public-keys.ts'
import { authSecret } from './secret.ts'
import { type TokenRules } from './verify-token.ts'

/** Which tokens the service accepts, from the settings. */
export function tokenRules(env: Env, log: Logger): TokenRules {
  const { jwksUrl, issuer, audience, rolesClaim, maxLifetimeSeconds } = env.auth
  const secret = authSecret(env)
  return {
    secret: secret === undefined ? undefined : createSecretKey(secret, 'utf8'),
    publicKeys: jwksUrl === undefined ? undefined : new PublicKeys(jwksUrl, log),
    issuer,
    audience,
    rolesClaim,
    maxLifetimeSeconds,
  }
}
