import { randomBytes } from 'node:crypto'
import { type Account } from '../../entities/account.ts'
import { forbidden } from '../../errors.ts'
import { type Login, type RequestScope } from '../../request/request-scope.ts'
import { type TokenPayload } from '../../schema/access/token.ts'
import { type SignAccessToken } from '../tokens/access-tokens.ts'

export const refreshDays = 30

export const newRefreshToken = () => `cgr_${randomBytes(32).toString('base64url')}`
export const isRefreshToken = (text: string) => /^cgr_[\w-]{43}$/.test(text)

/** The answer to a successful login. */
export function tokensOf(
  signAccessToken: SignAccessToken,
  { username, roles, project }: Pick<Account, 'username' | 'roles' | 'project'>,
  refreshToken: string,
): TokenPayload {
  return { ...signAccessToken({ subject: username, roles, project }), tokenType: 'Bearer', refreshToken }
}

/** Records a login for the audit log, with the roles that it granted. */
export function noteLogin(
  { logins }: Pick<RequestScope, 'logins'>,
  field: Login['field'],
  { username, project, roles }: Pick<Account, 'username' | 'project' | 'roles'>,
  outcome: Login['outcome'],
): void {
  logins.push({ field, username, project, roles: outcome === 'OK' ? roles : [], outcome })
}

/** @throws FORBIDDEN when only an auth service issues tokens */
export function checkIssuesTokens(signAccessToken: SignAccessToken | undefined): asserts signAccessToken {
  if (!signAccessToken) throw forbidden('Tokens are issued by the auth service, not here.')
}
