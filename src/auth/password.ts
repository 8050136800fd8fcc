import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { overloaded } from '../errors.ts'

/** 128 MiB and some 0.4 s for each hash: what costs us that once costs who guesses it each time. */
const cost = { logN: 17, r: 8, p: 1 }
const maxmem = 256 * 2 ** 20
const hashBytes = 32

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt)

/** `scrypt$17$8$1$salt$hash`: it says its cost, so that a later version can raise it. */
export async function passwordHash(password: string, logN = cost.logN): Promise<string> {
  const salt = randomBytes(16)
  const { r, p } = cost
  const hash = await oneAtATime(() => derived(password, salt, { logN, r, p }))
  return ['scrypt', logN, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$')
}

/** Whether it is the password. For nobody's hash it takes as long, and it never is. */
export async function isPassword(password: string, kept: string | undefined): Promise<boolean> {
  const [, logN, r, p, salt, hash] = (kept ?? nobodys).split('$')
  const found = await oneAtATime(() =>
    derived(password, Buffer.from(salt!, 'base64url'), { logN: Number(logN), r: Number(r), p: Number(p) }),
  )
  return timingSafeEqual(found, Buffer.from(hash!, 'base64url')) && kept !== undefined
}

const nobodys = ['scrypt', cost.logN, cost.r, cost.p, 'A'.repeat(22), 'A'.repeat(43)].join('$')

/** The same word typed on two keyboards may differ in its bytes; NFKC makes it one. */
const derived = (password: string, salt: Buffer, { logN, r, p }: typeof cost) =>
  derive(password.normalize('NFKC'), salt, hashBytes, { N: 2 ** logN, r, p, maxmem })

const mostWaiting = 20
let waiting = 0
let last: Promise<unknown> = Promise.resolve()

/** Many at once would take all memory. @throws OVERLOADED when too many wait */
function oneAtATime<Result>(run: () => Promise<Result>): Promise<Result> {
  if (waiting >= mostWaiting) throw overloaded('logins')
  waiting++
  const result = last.then(run).finally(() => waiting--)
  last = result.catch(() => undefined)
  return result
}
