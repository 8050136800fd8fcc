import { signToken } from '../auth/tokens/sign-token.ts'
import { defaultProject, type TokenRole } from '../auth/viewer.ts'
import { type Env } from '../env.ts'

/** The text after the start: the address and, in development, tokens of a project and an example of a request. */
export function welcome(env: Env, address: string, project = defaultProject): string {
  if (env.isProduction || (env.auth.jwksUrl && !env.auth.secret))
    return `Convograph listens on ${address}/graphql\n`
  const token = (role: TokenRole) =>
    signToken(env, {
      roles: [role],
      subject: `local-${role}`,
      project,
      expiresInSeconds: env.auth.maxLifetimeSeconds,
    })
  const admin = token('admin')
  return `
Convograph is ready.

${env.web ? `  Page            ${address}/ (open it in a browser)\n` : ''}  Endpoint        ${address}/graphql${env.explorer ? `\n  Explorer        ${address}/graphql (open it in a browser)` : ''}

Tokens, for development (valid for ${env.auth.maxLifetimeSeconds / 3600} h; more with: npm run token)

  Admin    ${admin}
  Service  ${token('service')}

Try it:

  curl -s ${address}/graphql -H 'content-type: application/json' -H 'authorization: Bearer ${admin}' -d '{"query":"{ summary { totalEvents totalUsers activeUsersToday meta { watermark } } }"}'

Stop with Ctrl-C.
`
}
