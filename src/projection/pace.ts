import { EventEmitter, once } from 'node:events'

/** How often the log is read for events of other processes. */
const pollMs = 100
const mostBackOffMs = 5_000

/**
 * Decides when the projection reads the log: shortly after a commit, at once for a waiting question, else every 100
 * ms.
 */
export class Pace {
  readonly #debounceMs: number
  readonly #signals = new EventEmitter().setMaxListeners(0)
  #isWanted = false
  #isUrgent = false

  constructor(debounceMs: number) {
    this.#debounceMs = debounceMs
  }

  /** Whether events were committed since the last pause. */
  get isWanted(): boolean {
    return this.#isWanted
  }

  /** Events were committed. */
  wake(): void {
    this.#isWanted = true
    this.#signals.emit('wanted')
  }

  /** A question waits for committed events. */
  hurry(): void {
    this.#isUrgent = true
    this.wake()
    this.#signals.emit('urgent')
  }

  /** ClickHouse has more events than before. */
  advance(): void {
    this.#signals.emit('advanced')
  }

  /** Resolves when ClickHouse has more events than before, or after this time. */
  advanced(ms: number): Promise<void> {
    return this.#settled('advanced', ms)
  }

  /** Waits for a commit, then for the debounce time to gather more commits. A waiting question or a stop ends the pause. */
  async pause(): Promise<void> {
    if (!this.#isWanted) await this.#settled('wanted', pollMs)
    if (!this.#isUrgent) await this.#settled('urgent', this.#debounceMs)
    this.#isWanted = false
    this.#isUrgent = false
  }

  /** A pause that doubles with each failure in a row, up to 5 s. Only a stop ends it. */
  backOff(failures: number): Promise<void> {
    return this.#settled('stopping', Math.min(mostBackOffMs, pollMs * 2 ** failures))
  }

  /** Ends the current pause. */
  stop(): void {
    this.hurry()
    this.#signals.emit('stopping')
  }

  /** Resolves with the signal, or after this time. */
  async #settled(signal: string, ms: number): Promise<void> {
    await once(this.#signals, signal, { signal: AbortSignal.timeout(ms) }).catch(() => undefined)
  }
}
