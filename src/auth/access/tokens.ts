import { randomBytes } from 'node:crypto'
import { type Account } from '../../entities/account.ts'
import { forbidden } from '../../errors.ts'
import { type Login, type RequestScope } from '../../request/request-scope.ts'
import { type TokenPayload } from '../../schema/access/token.ts'
import { type Signs } from '../access-tokens.ts'

export const refreshDays = 30

export const newRefreshToken = () => `cgr_${randomBytes(32).toString('base64url')}`
export const isRefreshToken = (text: string) => /^cgr_[\w-]{43}$/.test(text)

/** The tokens of a session. */
export function tokensOf(
  signed: Signs,
  { username, roles, project }: Pick<Account, 'username' | 'roles' | 'project'>,
  refreshToken: string,
): TokenPayload {
  return { ...signed({ subject: username, roles, project }), tokenType: 'Bearer', refreshToken }
}

/** Notes a login for the audit log, with the roles that the tokens got. */
export function noteLogin(
  { logins }: Pick<RequestScope, 'logins'>,
  field: Login['field'],
  { username, project, roles }: Pick<Account, 'username' | 'project' | 'roles'>,
  outcome: Login['outcome'],
): void {
  logins.push({ field, username, project, roles: outcome === 'OK' ? roles : [], outcome })
}

/** @throws FORBIDDEN if only an auth service issues tokens */
export function checkIssuesTokens(signed: Signs | undefined): asserts signed {
  if (!signed) throw forbidden('Tokens come from the auth service here.')
}
