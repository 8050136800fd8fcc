import { type Pool } from 'pg'
import { type Account } from '../../entities/account.ts'
import { unauthenticated } from '../../errors.ts'
import { type TokenPayload } from '../../schema/access/token.ts'
import { hashOf } from '../api-keys/api-keys.ts'
import { type Caller } from './caller.ts'
import {
  checkGivesTokens,
  isRefreshToken,
  newRefreshToken,
  noteLogin,
  refreshDays,
  tokensOf,
} from './login-tokens.ts'

/**
 * Changes a refresh token for new tokens. One that was used before is in two hands: whoever holds it or one that
 * came of it has to log in again.
 * @throws UNAUTHENTICATED, FORBIDDEN
 */
export async function refreshToken(caller: Caller, token: string): Promise<TokenPayload> {
  checkGivesTokens(caller)
  const next = newRefreshToken()
  const account = isRefreshToken(token) ? await rotated(caller, hashOf(token), hashOf(next)) : undefined
  if (!account) throw unauthenticated('The refresh token is not valid. Log in again.')
  noteLogin(caller, 'refreshToken', account, 'OK')
  return tokensOf(caller, account, next)
}

type Owner = Pick<Account, 'username' | 'project' | 'roles'>

/**
 * One statement: of two requests with the same token, one finds it unused. The session is locked first, as by the one
 * that ends it: in another order the two could wait for each other, and the session would go on.
 */
async function rotated(caller: Caller, hash: Buffer, next: Buffer): Promise<Owner | undefined> {
  const { rows } = await caller.log.query<Owner>(
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
  const [ended] = await endSession(caller.log, hash)
  if (ended) noteLogin(caller, 'refreshToken', ended, 'UNAUTHENTICATED')
  return undefined
}

/** The tokens go with the session; one that is just being made waits for it, and goes too. Gives whose it was. */
async function endSession(log: Pool, hash: Buffer): Promise<Owner[]> {
  const { rows } = await log.query<Owner>(
    `with ended as (
       delete from sessions where id = (select session_id from refresh_tokens where hash = $1)
       returning account_id
     )
     select username, project, roles from accounts join ended on accounts.id = account_id`,
    [hash],
  )
  return rows
}
