import { setTimeout as pause } from 'node:timers/promises'
import { type Logger } from 'pino'
import { authUnavailable } from '../errors.ts'
import { fetchKeys } from './fetch-keys.ts'
import { type VerifyingKey } from './verifying-key.ts'

/** The public keys of an auth service, remembered. */
export interface PublicKeys {
  /**
   * Undefined for an id that the auth service does not publish. A request waits for the auth service only when no key
   * of its id is known, and for a second at most.
   * @throws AUTH_UNAVAILABLE while nobody can tell, because the keys cannot be read
   */
  withId(id: string): Promise<VerifyingKey | undefined>
}

/** A service that answers is asked at most this often, however many unknown ids come in. */
const askAgainMs = 60_000
/** After this the keys are read anew beside the requests, so that one that was taken back stops working. */
const staleMs = 600_000
/** So long do keys go on working that cannot be read anew: one that was taken back does not work for ever. */
const usableMs = 86_400_000
/** How long requests wait for one read: shorter where others have failed, so that they do not pile up. */
const patienceMs = { atFirst: 1_000, whileFailing: 250 }

/** Reads the keys when they are first needed; one read serves all requests that need them. */
export function createPublicKeys(url: string, log: Logger, now = () => performance.now()): PublicKeys {
  let keys = new Map<string, VerifyingKey>()
  let readAt = Number.NEGATIVE_INFINITY
  let askAt = Number.NEGATIVE_INFINITY
  let failures = 0
  let isReading = false
  let reading: Promise<unknown> = Promise.resolve()

  const succeed = () => {
    if (failures) log.info('the keys of the auth service can be read again')
    failures = 0
    readAt = now()
    askAt = readAt + askAgainMs
  }
  const fail = (error: unknown) => {
    if (!failures) log.warn({ err: error }, 'the keys of the auth service cannot be read: those known go on')
    failures++
    askAt = now() + backOffMs(failures)
  }
  const read = async () => {
    try {
      keys = await fetchKeys(url)
      // All keys are taken back, or it has only just started: no token is good, and none is known to be bad.
      if (!keys.size) throw new Error('it publishes no key that can be used')
      succeed()
    } catch (error) {
      fail(error)
    } finally {
      isReading = false
    }
  }
  const readWhenDue = () => {
    if (!isReading && now() >= askAt) {
      isReading = true
      const patience = failures ? patienceMs.whileFailing : patienceMs.atFirst
      reading = Promise.race([read(), pause(patience, undefined, { ref: false })])
    }
    return reading
  }
  const known = (id: string) => (now() - readAt <= usableMs ? keys.get(id) : undefined)

  return {
    withId: async id => {
      if (!known(id)) await readWhenDue()
      else if (now() - readAt > staleMs) void readWhenDue()
      const key = known(id)
      if (!key && (isReading || failures)) throw authUnavailable(isReading ? 1_000 : askAt - now())
      return key
    },
  }
}

const shortestMs = 250
const longestMs = 30_000

/** Doubles from failure to failure; by chance up to half of it shorter, so that processes do not ask in step. */
const backOffMs = (failures: number) =>
  Math.min(longestMs, shortestMs * 2 ** (failures - 1)) * (1 - Math.random() / 2)
