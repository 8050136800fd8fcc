import { setTimeout as pause } from 'node:timers/promises'
import { type Logger } from 'pino'
import { authUnavailable } from '../../errors.ts'
import { fetchKeys } from './fetch-keys.ts'
import { type VerifyingKey } from './verifying-key.ts'

/** The shortest time between two reads of an auth service that answers, however many unknown ids arrive. */
const readAgainMs = 60_000
/** After this time a request starts a read in the background, so that a revoked key stops working. */
const staleMs = 600_000
/** How long keys stay valid while they cannot be read again: a revoked key must not work for ever. */
const usableMs = 86_400_000
/** How long a request waits for a read; shorter while reads fail, so that requests do not pile up. */
const patienceMs = { atFirst: 1_000, whileFailing: 250 }

/** The public keys of an auth service, cached. The first request reads them; one read serves all waiting requests. */
export class PublicKeys {
  readonly #url: string
  readonly #log: Logger
  readonly #now: () => number
  #keys = new Map<string, VerifyingKey>()
  #readAt = Number.NEGATIVE_INFINITY
  #nextReadAt = Number.NEGATIVE_INFINITY
  #failures = 0
  #isReading = false
  #reading: Promise<unknown> = Promise.resolve()

  constructor(url: string, log: Logger, now = () => performance.now()) {
    this.#url = url
    this.#log = log
    this.#now = now
  }

  /**
   * The key with this id; undefined when the auth service does not publish it. A request waits for the auth service
   * only when it knows no key with the id, and for at most one second.
   * @throws AUTH_UNAVAILABLE while the keys cannot be read and the id is unknown
   */
  async withId(id: string): Promise<VerifyingKey | undefined> {
    if (!this.#known(id)) await this.#readWhenDue()
    else if (this.#now() - this.#readAt > staleMs) void this.#readWhenDue()
    const key = this.#known(id)
    if (!key && this.#isReading) throw authUnavailable(1_000)
    if (!key && this.#failures) throw authUnavailable(this.#nextReadAt - this.#now())
    return key
  }

  #known(id: string): VerifyingKey | undefined {
    return this.#now() - this.#readAt <= usableMs ? this.#keys.get(id) : undefined
  }

  #readWhenDue(): Promise<unknown> {
    if (!this.#isReading && this.#now() >= this.#nextReadAt) {
      this.#isReading = true
      const patience = this.#failures ? patienceMs.whileFailing : patienceMs.atFirst
      this.#reading = Promise.race([this.#read(), pause(patience, undefined, { ref: false })])
    }
    return this.#reading
  }

  async #read(): Promise<void> {
    try {
      this.#keys = await fetchKeys(this.#url)
      // Either every key was revoked, or the auth service has just started: treat it as a failed read.
      if (!this.#keys.size) throw new Error('it publishes no key that can be used')
      this.#succeed()
    } catch (error) {
      this.#fail(error)
    } finally {
      this.#isReading = false
    }
  }

  #succeed(): void {
    if (this.#failures) this.#log.info('the keys of the auth service can be read again')
    this.#failures = 0
    this.#readAt = this.#now()
    this.#nextReadAt = this.#readAt + readAgainMs
  }

  #fail(error: unknown): void {
    if (!this.#failures)
      this.#log.warn(
        { err: error },
        'the keys of the auth service cannot be read: the cached keys stay valid',
      )
    this.#failures++
    this.#nextReadAt = this.#now() + backOffMs(this.#failures)
  }
}

const shortestMs = 250
const longestMs = 30_000

/** Doubles with each failure. A random part of up to half keeps processes from reading at the same moment. */
const backOffMs = (failures: number) =>
  Math.min(longestMs, shortestMs * 2 ** (failures - 1)) * (1 - Math.random() / 2)
