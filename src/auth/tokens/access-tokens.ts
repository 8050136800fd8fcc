import { type Env } from '../../env.ts'
import { signToken, type TokenClaims } from './sign-token.ts'

/** Signs the short-lived access token of a login. */
export type SignAccessToken = (claims: Omit<TokenClaims, 'expiresInSeconds'>) => {
  accessToken: string
  expiresInSeconds: number
}

/** Short enough that access tokens need no revocation. */
const accessSeconds = 900

export function accessTokenSigner(env: Env): SignAccessToken {
  const expiresInSeconds = Math.min(accessSeconds, env.auth.maxLifetimeSeconds)
  return claims => ({ accessToken: signToken(env, { ...claims, expiresInSeconds }), expiresInSeconds })
}
