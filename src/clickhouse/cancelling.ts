import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'

/** Gives the mark that all statements of a signal carry at the end of their comment: they are cancelled by it. */
export type MarkOf = (signal: AbortSignal) => string

/** When statements are looked for. One that was on its way when the signal aborted is not there at first. */
const looksMs = [0, 200, 800]

/**
 * Cancels the statements of a signal when it aborts. Ending the connection is not enough: ClickHouse goes on with a
 * statement for as long as it may take. `run` must not wait for those that run.
 */
export function cancelling(run: (statement: string) => unknown): MarkOf {
  const marks = new WeakMap<AbortSignal, string>()
  return signal => {
    const known = marks.get(signal)
    if (known) return known
    const mark = randomUUID()
    marks.set(signal, mark)
    signal.addEventListener('abort', () => void cancel(run, mark), { once: true })
    return mark
  }
}

async function cancel(run: (statement: string) => unknown, mark: string): Promise<void> {
  try {
    for (const ms of looksMs) {
      await pause(ms)
      await run(cancelMarked(mark))
    }
  } catch {
    // Not reached, or not allowed: they end at their time limit.
  }
}

/** A mark stands in the text: the embedded engine runs no two statements with bound values at once. */
const cancelMarked = (mark: string) =>
  `kill query where query_kind = 'Select' and endsWith(Settings['log_comment'], '${mark}') async`
