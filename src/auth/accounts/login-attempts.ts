import { createHash } from 'node:crypto'
import { type Pool } from 'pg'
import { rateLimited, retryAfterSeconds } from '../../errors.ts'
import { addToCounts, deleteExpired } from '../../limits/window-counts.ts'

interface Attempt {
  username: string
  address: string
}

/** Per five minutes. People mistype; a guesser with 10 passwords in five minutes needs years for a good one. */
const most = { account: 10, address: 30 }

/** The table is logged: a crash of PostgreSQL does not give a guesser new attempts. */
const loginAttempts = { table: 'login_attempts', amount: 'attempts', windowMs: 300_000 }

/**
 * Counts the attempt in all processes together, before the password is checked, so that concurrent attempts cannot pass
 * the limit. A username is counted whether or not an account has it.
 * @throws RATE_LIMITED
 */
export async function countAttempt(pool: Pool, attempt: Attempt): Promise<void> {
  await deleteExpired(pool, loginAttempts)
  const counts = await addToCounts(pool, loginAttempts, new Map(keysOf(attempt).map(key => [key, 1])))
  const exceeded = [...counts].filter(([key, { used }]) => used > most[kindOf(key)])
  if (!exceeded.length) return
  const waitMs = Math.ceil(Math.max(...exceeded.map(([, { resetsAt }]) => resetsAt)) - performance.now())
  throw rateLimited(`Too many login attempts. Try again in ${retryAfterSeconds(waitMs)} seconds.`, waitMs)
}

/** After a successful login: resets the count of the account and takes this attempt back from the address. */
export async function forgetAttempt(pool: Pool, attempt: Attempt): Promise<void> {
  const [account, address] = keysOf(attempt)
  await pool.query(
    `with begun as (delete from login_attempts where key = $1)
     update login_attempts set attempts = attempts - 1 where key = $2 and attempts > 0`,
    [account, address],
  )
}

/** Always in this order, so that two attempts never deadlock. A username may be any text, so its key holds a hash. */
function keysOf({ username, address }: Attempt): [string, string] {
  return [`account:${createHash('sha256').update(username).digest('base64url')}`, `address:${address}`]
}

const kindOf = (key: string) => key.split(':')[0] as keyof typeof most
