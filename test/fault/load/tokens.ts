import { signToken } from '../../../src/auth/tokens/sign-token.ts'
import { type Env } from '../../../src/env.ts'

/** A token for an admin of this project; each project has one. */
export function tokensOf(env: Env): (project: string) => string {
  const tokens = new Map<string, string>()
  return project => {
    const token =
      tokens.get(project) ??
      signToken(env, { roles: ['admin'], subject: 'fault', project, expiresInSeconds: 7_200 })
    tokens.set(project, token)
    return token
  }
}
