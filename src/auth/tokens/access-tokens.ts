import { type Env } from '../../env.ts'
import { signToken, type TokenClaims } from './sign-token.ts'

/** Signs what somebody who logged in shows for a while. */
export type Signs = (claims: Omit<TokenClaims, 'expiresInSeconds'>) => {
  accessToken: string
  expiresInSeconds: number
}

/** So short that nobody needs to take one back. */
const accessSeconds = 900

export function signsAccessTokens(env: Env): Signs {
  const expiresInSeconds = Math.min(accessSeconds, env.auth.maxLifetimeSeconds)
  return claims => ({ accessToken: signToken(env, { ...claims, expiresInSeconds }), expiresInSeconds })
}
