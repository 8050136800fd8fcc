import { EventEmitter, once } from 'node:events'

/** How often the log is looked at for facts that another process wrote. */
const pollMs = 100
const mostBackOffMs = 5_000

/** When the projection looks at the log: soon after a commit, at once where a question waits, and now and then. */
export class Pace {
  readonly #debounceMs: number
  readonly #signals = new EventEmitter().setMaxListeners(0)
  #isWanted = false

  constructor(debounceMs: number) {
    this.#debounceMs = debounceMs
  }

  /** Facts were committed. */
  wake(): void {
    this.#isWanted = true
    this.#signals.emit('wanted')
  }

  /** A question waits for what was committed. */
  hurry(): void {
    this.wake()
    this.#signals.emit('urgent')
  }

  /** ClickHouse holds more than before. */
  advance(): void {
    this.#signals.emit('advanced')
  }

  /** Resolves when ClickHouse holds more than before, or after so many milliseconds. */
  advanced(ms: number): Promise<void> {
    return this.#settled('advanced', ms)
  }

  /** Commits are gathered for a moment; a question that waits for them ends the moment. */
  async pause(): Promise<void> {
    if (!this.#isWanted) await this.#settled('wanted', pollMs)
    await this.#settled('urgent', this.#debounceMs)
    this.#isWanted = false
  }

  /** A pause that grows with the failures in a row; only a stop ends it. */
  backOff(failures: number): Promise<void> {
    return this.#settled('stopping', Math.min(mostBackOffMs, pollMs * 2 ** failures))
  }

  /** Ends the pause under way. */
  stop(): void {
    for (const signal of ['wanted', 'urgent', 'stopping']) this.#signals.emit(signal)
  }

  /** Resolves when the signal comes, or after so long without it. */
  async #settled(signal: string, ms: number): Promise<void> {
    await once(this.#signals, signal, { signal: AbortSignal.timeout(ms) }).catch(() => undefined)
  }
}
