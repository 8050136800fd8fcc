import { createHash } from 'node:crypto'
import { type Pool } from 'pg'
import { rateLimited } from '../../errors.ts'
import { isWindowOver } from '../../limits/is-window-over.ts'

interface Attempt {
  username: string
  address: string
}

/** In each five minutes. People mistype; who guesses 10 words in five minutes needs years for a good one. */
const most = { account: 10, address: 30 }
const windowSeconds = 300

/**
 * Counts before the password is looked at, so that many at once do not slip through, and by name, whether anybody
 * has it or not. Shared by all processes.
 * @throws RATE_LIMITED
 */
export async function countAttempt(pool: Pool, attempt: Attempt): Promise<void> {
  await pool.query("delete from login_attempts where resets_at < now() - interval '1 hour'")
  const { rows } = await pool.query<{ key: string; attempts: number; waitMs: number }>(
    `insert into login_attempts as known (key, attempts, resets_at)
     select key, 1, now() + make_interval(secs => $2) from unnest($1::text[]) as key
     on conflict (key) do update set
       attempts = case when ${isWindowOver} then 1 else known.attempts + 1 end,
       resets_at = case when ${isWindowOver} then excluded.resets_at else known.resets_at end
     returning key, attempts, ceil(extract(epoch from resets_at - now()) * 1000)::integer as "waitMs"`,
    [keysOf(attempt), windowSeconds],
  )
  const over = rows.filter(({ key, attempts }) => attempts > most[kindOf(key)])
  if (over.length)
    throw rateLimited('Too many attempts to log in. Wait.', Math.max(...over.map(({ waitMs }) => waitMs)))
}

/** It was the right password: the account begins anew, the address has this attempt back. */
export async function forgetAttempt(pool: Pool, attempt: Attempt): Promise<void> {
  const [account, address] = keysOf(attempt)
  await pool.query(
    `with begun as (delete from login_attempts where key = $1)
     update login_attempts set attempts = attempts - 1 where key = $2 and attempts > 0`,
    [account, address],
  )
}

/** Always in this order, so that two attempts never wait for each other. A name may be any text: its hash is not. */
function keysOf({ username, address }: Attempt): [string, string] {
  return [`account:${createHash('sha256').update(username).digest('base64url')}`, `address:${address}`]
}

const kindOf = (key: string) => key.split(':')[0] as keyof typeof most
