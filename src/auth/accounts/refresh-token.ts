import { type Pool } from 'pg'
import { type Account } from '../../entities/account.ts'
import { unauthenticated } from '../../errors.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type TokenPayload } from '../../schema/access/token.ts'
import { hashOf } from '../api-keys/api-keys.ts'
import { type SignAccessToken } from '../tokens/access-tokens.ts'
import {
  checkIssuesTokens,
  isRefreshToken,
  newRefreshToken,
  noteLogin,
  refreshDays,
  tokensOf,
} from './login-tokens.ts'

/**
 * Exchanges a refresh token for new tokens. A token that was used before may be stolen: its session ends, and its
 * holders have to log in again.
 * @throws UNAUTHENTICATED, FORBIDDEN
 */
export async function refreshToken(
  scope: LoginScope,
  signAccessToken: SignAccessToken | undefined,
  token: string,
): Promise<TokenPayload> {
  checkIssuesTokens(signAccessToken)
  const next = newRefreshToken()
  const account = isRefreshToken(token) ? await rotated(scope, hashOf(token), hashOf(next)) : undefined
  if (!account) throw unauthenticated('The refresh token is not valid. Log in again.')
  noteLogin(scope, 'refreshToken', account, 'OK')
  return tokensOf(signAccessToken, account, next)
}

type LoginScope = Pick<RequestScope, 'pool' | 'logins'>
type Owner = Pick<Account, 'username' | 'project' | 'roles'>

/**
 * Marks the token as used and stores the next one, in one statement: of two requests with the same token, one succeeds.
 * The session is locked first, as in `endSession`; in another order the two statements could deadlock, and the session
 * would live on.
 */
async function rotated(scope: LoginScope, hash: Buffer, next: Buffer): Promise<Owner | undefined> {
  const { rows } = await scope.pool.query<Owner>(
    `with session as materialized (
       select s.id, a.username, a.project, a.roles
       from refresh_tokens r join sessions s on s.id = r.session_id join accounts a on a.id = s.account_id
       where r.hash = $1 and r.used_at is null and r.expires_at > now() and a.disabled_at is null
       for key share of s
     ), used as (
       update refresh_tokens r
       set used_at = now()
       from session
       where r.hash = $1 and r.used_at is null and r.session_id = session.id
       returning r.session_id, session.username, session.project, session.roles
     ), fresh as (
       insert into refresh_tokens (hash, session_id, expires_at)
       select $2, session_id, now() + make_interval(days => $3) from used
     )
     select username, project, roles from used`,
    [hash, next, refreshDays],
  )
  if (rows.length) return rows[0]
  const [ended] = await endSession(scope.pool, hash)
  if (ended) noteLogin(scope, 'refreshToken', ended, 'UNAUTHENTICATED')
  return undefined
}

/** Deletes the session and its tokens, and a token that another statement is storing. Returns the session's account. */
async function endSession(pool: Pool, hash: Buffer): Promise<Owner[]> {
  const { rows } = await pool.query<Owner>(
    `with ended as (
       delete from sessions where id = (select session_id from refresh_tokens where hash = $1)
       returning account_id
     )
     select username, project, roles from accounts join ended on accounts.id = account_id`,
    [hash],
  )
  return rows
}
