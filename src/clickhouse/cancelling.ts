import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'

/** The statements of one signal. ClickHouse knows them by the mark at the end of their comment. */
interface Marked {
  mark: string
  running: Set<Promise<unknown>>
}

const firstPauseMs = 20
const mostPauseMs = 500

/**
 * Cancels the statements of a request whose signal aborts. Ending the connection is not enough: ClickHouse goes on
 * with a statement for as long as the statement may take. A statement that waits inside ClickHouse cannot be found
 * yet, so ClickHouse is told again until every statement of the signal has ended.
 */
export class Cancelling {
  readonly #kill: (statement: string) => Promise<unknown>
  readonly #marked = new WeakMap<AbortSignal, Marked>()

  /** `kill` runs a statement without waiting for those that run. */
  constructor(kill: (statement: string) => Promise<unknown>) {
    this.#kill = kill
  }

  /**
   * Runs a statement, which carries the mark that it is given at the end of its comment.
   * @throws the reason of the signal as soon as the signal aborts; the statement is cancelled then
   */
  async run<Result>(signal: AbortSignal, statement: (mark: string) => Promise<Result>): Promise<Result> {
    signal.throwIfAborted()
    const { mark, running } = this.#of(signal)
    const ending = statement(mark).finally(() => running.delete(ending))
    running.add(ending)
    const { promise: aborted, reject } = Promise.withResolvers<never>()
    const abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    try {
      return await Promise.race([ending, aborted])
    } finally {
      signal.removeEventListener('abort', abort)
      // Nobody waits for the end of a cancelled statement, which is an error.
      ending.catch(() => undefined)
    }
  }

  #of(signal: AbortSignal): Marked {
    const known = this.#marked.get(signal)
    if (known) return known
    const marked = { mark: randomUUID(), running: new Set<Promise<unknown>>() }
    this.#marked.set(signal, marked)
    signal.addEventListener('abort', () => void this.#cancel(marked), { once: true })
    return marked
  }

  async #cancel({ mark, running }: Marked): Promise<void> {
    for (let ms = firstPauseMs; running.size; ms = Math.min(ms * 2, mostPauseMs)) {
      // Where ClickHouse cannot be told, its time limit ends the statement.
      await this.#kill(killMarked(mark)).catch(() => undefined)
      await Promise.race([Promise.allSettled(running), pause(ms)])
    }
  }
}

/** A mark is our own, of hexadecimal digits and hyphens. */
const killMarked = (mark: string) =>
  `kill query where query_kind = 'Select' and endsWith(Settings['log_comment'], '${mark}') async`
