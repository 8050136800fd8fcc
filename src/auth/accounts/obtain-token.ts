import { type Pool } from 'pg'
import { type Account } from '../../entities/account.ts'
import { unauthenticated } from '../../errors.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type TokenPayload } from '../../schema/access/token.ts'
import { hashOf } from '../api-keys/api-keys.ts'
import { type SignAccessToken } from '../tokens/access-tokens.ts'
import { isUsername, usernameOf } from './account-fields.ts'
import { countAttempt, forgetAttempt } from './login-attempts.ts'
import { checkIssuesTokens, newRefreshToken, noteLogin, refreshDays, tokensOf } from './login-tokens.ts'
import { isPassword } from './password.ts'

/**
 * Logs in with a username and a password. An unknown username, a wrong password and a disabled account get the same
 * answer after the same work.
 * @throws UNAUTHENTICATED, RATE_LIMITED, OVERLOADED, FORBIDDEN
 */
export async function obtainToken(
  scope: Pick<RequestScope, 'pool' | 'address' | 'logins'>,
  signAccessToken: SignAccessToken | undefined,
  username: string,
  password: string,
): Promise<TokenPayload> {
  checkIssuesTokens(signAccessToken)
  const { pool, address } = scope
  const attempt = { username: usernameOf(username), address }
  await countAttempt(pool, attempt)
  const account = await knownAccount(pool, attempt.username)
  const isRight = await isPassword(password, account?.passwordHash)
  if (!account?.isEnabled || !isRight) {
    // A username without an account may be a password in the wrong field, so it is never recorded.
    if (account) noteLogin(scope, 'obtainToken', account, 'UNAUTHENTICATED')
    throw unauthenticated('The username or the password is wrong.')
  }
  await forgetAttempt(pool, attempt)
  const refreshToken = await startSession(pool, account.id)
  noteLogin(scope, 'obtainToken', account, 'OK')
  return tokensOf(signAccessToken, account, refreshToken)
}

type KnownAccount = Pick<Account, 'id' | 'username' | 'project' | 'roles'> & {
  passwordHash: string
  isEnabled: boolean
}

async function knownAccount(pool: Pool, username: string): Promise<KnownAccount | undefined> {
  const { rows } = await pool.query<KnownAccount>(
    `select id, username, project, roles, password_hash as "passwordHash", disabled_at is null as "isEnabled"
     from accounts
     where username = $1`,
    [isUsername(username) ? username : ''],
  )
  return rows[0]
}

/** Also deletes the account's expired sessions. */
async function startSession(pool: Pool, accountId: string): Promise<string> {
  const refreshToken = newRefreshToken()
  await pool.query(
    `delete from sessions s
     where account_id = $1
       and not exists (select from refresh_tokens where session_id = s.id and expires_at > now())`,
    [accountId],
  )
  await pool.query(
    `with session as (insert into sessions (account_id) values ($1) returning id)
     insert into refresh_tokens (hash, session_id, expires_at)
     select $2, id, now() + make_interval(days => $3) from session`,
    [accountId, hashOf(refreshToken), refreshDays],
  )
  return refreshToken
}
