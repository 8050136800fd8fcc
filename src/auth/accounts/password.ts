import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { ConcurrencyLimit } from '../../limits/concurrency-limit.ts'

/** 128 MiB and about 0.4 s per hash: a login pays that once, a guesser pays it for every guess. */
const cost = { logN: 17, r: 8, p: 1 }
const maxmem = 256 * 2 ** 20
const hashBytes = 32

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt)

/** `scrypt$17$8$1$salt$hash`: the hash names its cost, so that a later version can raise the cost. */
export async function passwordHash(password: string, logN = cost.logN): Promise<string> {
  const salt = randomBytes(16)
  const { r, p } = cost
  const hash = await derived(password, salt, { logN, r, p })
  return ['scrypt', logN, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$')
}

/** Compares in constant time. For an unknown account (no stored hash) it does the same work and returns false. */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  const [, logN, r, p, salt, hash] = (stored ?? unmatchable).split('$')
  const costs = { logN: Number(logN), r: Number(r), p: Number(p) }
  const found = await derived(password, Buffer.from(salt!, 'base64url'), costs)
  return timingSafeEqual(found, Buffer.from(hash!, 'base64url')) && stored !== undefined
}

const unmatchable = ['scrypt', cost.logN, cost.r, cost.p, 'A'.repeat(22), 'A'.repeat(43)].join('$')

/** One hash at a time: many at once would take all memory. */
const hashing = new ConcurrencyLimit('logins', { running: 1, waiting: 20, waitMs: 30_000 })

/**
 * The same password typed on two keyboards may differ in its bytes; NFKC makes them equal.
 * @throws OVERLOADED when too many hashes wait
 */
const derived = (password: string, salt: Buffer, { logN, r, p }: typeof cost) =>
  hashing.run(() => derive(password.normalize('NFKC'), salt, hashBytes, { N: 2 ** logN, r, p, maxmem }))
