import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'

/** The statements of one signal. A mark at the end of their `log_comment` identifies them in ClickHouse. */
interface Marked {
  mark: string
  running: Set<Promise<unknown>>
}

const firstPauseMs = 20
const mostPauseMs = 500

/**
 * Cancels the statements of a request when its signal aborts. Closing the connection is not enough: ClickHouse runs a
 * statement to its end or time limit. `kill query` does not find a statement that still waits inside ClickHouse, so
 * `kill query` is repeated until every statement of the signal has ended.
 */
export class Cancelling {
  readonly #kill: (statement: string) => Promise<unknown>
  readonly #marked = new WeakMap<AbortSignal, Marked>()

  /** `kill` runs a statement without waiting for those that run. */
  constructor(kill: (statement: string) => Promise<unknown>) {
    this.#kill = kill
  }

  /**
   * Runs a statement. `statement` puts the mark at the end of its `log_comment`.
   * @throws the reason of the signal as soon as the signal aborts; the statement is cancelled in the background
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
      // A cancelled statement ends with an error that no caller waits for.
      ending.catch(() => undefined)
    }
  }

  /** Reads a statement piece by piece. An aborted signal cancels the statement, which then ends with an error. */
  async *read<Piece>(
    signal: AbortSignal,
    statement: (mark: string) => AsyncIterable<Piece>,
  ): AsyncGenerator<Piece> {
    signal.throwIfAborted()
    const { mark, running } = this.#of(signal)
    const { promise: ended, resolve: end } = Promise.withResolvers<void>()
    running.add(ended)
    try {
      yield* statement(mark)
    } finally {
      running.delete(ended)
      end()
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
      // If `kill query` fails, the time limit ends the statement.
      await this.#kill(killMarked(mark)).catch(() => undefined)
      await Promise.race([Promise.allSettled(running), pause(ms)])
    }
  }
}

/** A mark is a UUID of this process, so it needs no escaping. */
const killMarked = (mark: string) =>
  `kill query where query_kind = 'Select' and endsWith(Settings['log_comment'], '${mark}') async`
