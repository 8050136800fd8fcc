import { type Pool } from 'pg'
import { type Account } from '../../entities/account.ts'
import { unauthenticated } from '../../errors.ts'
import { type TokenPayload } from '../../schema/access/token.ts'
import { hashOf } from '../api-keys/api-keys.ts'
import { isUsername, usernameOf } from './accounts.ts'
import { type Caller } from './caller.ts'
import { countAttempt, forgetAttempt } from './login-attempts.ts'
import { checkGivesTokens, newRefreshToken, noteLogin, refreshDays, tokensOf } from './login-tokens.ts'
import { isPassword } from './password.ts'

/**
 * Logs somebody in. An unknown name, a wrong password and an account that is disabled get the same answer after the
 * same work.
 * @throws UNAUTHENTICATED, RATE_LIMITED, OVERLOADED, FORBIDDEN
 */
export async function obtainToken(caller: Caller, username: string, password: string): Promise<TokenPayload> {
  checkGivesTokens(caller)
  const { log, address } = caller
  const attempt = { username: usernameOf(username), address }
  await countAttempt(log, attempt)
  const account = await knownAccount(log, attempt.username)
  const isRight = await isPassword(password, account?.passwordHash)
  if (!account?.isEnabled || !isRight) {
    // A name that is no account may be a password in the wrong field: it is written down nowhere.
    if (account) noteLogin(caller, 'obtainToken', account, 'UNAUTHENTICATED')
    throw unauthenticated('The username or the password is wrong.')
  }
  await forgetAttempt(log, attempt)
  const refreshToken = await startSession(log, account.id)
  noteLogin(caller, 'obtainToken', account, 'OK')
  return tokensOf(caller, account, refreshToken)
}

type KnownAccount = Pick<Account, 'id' | 'username' | 'project' | 'roles'> & {
  passwordHash: string
  isEnabled: boolean
}

async function knownAccount(log: Pool, username: string): Promise<KnownAccount | undefined> {
  const { rows } = await log.query<KnownAccount>(
    `select id, username, project, roles, password_hash as "passwordHash", disabled_at is null as "isEnabled"
     from accounts
     where username = $1`,
    [isUsername(username) ? username : ''],
  )
  return rows[0]
}

/** Sessions of the account that nobody can refresh any more go by the way. */
async function startSession(log: Pool, accountId: string): Promise<string> {
  const refreshToken = newRefreshToken()
  await log.query(
    `delete from sessions s
     where account_id = $1
       and not exists (select from refresh_tokens where session_id = s.id and expires_at > now())`,
    [accountId],
  )
  await log.query(
    `with session as (insert into sessions (account_id) values ($1) returning id)
     insert into refresh_tokens (hash, session_id, expires_at)
     select $2, id, now() + make_interval(days => $3) from session`,
    [accountId, hashOf(refreshToken), refreshDays],
  )
  return refreshToken
}
