import { once } from 'node:events'
import { createWriteStream } from 'node:fs'

/** All events of a run, one JSON object per line, so that a failure can be studied without a rerun. */
export interface History {
  readonly file: string
  /** Writes the event with `atMs`, monotonic milliseconds since the start. */
  add(what: string, details?: object): void
  close(): Promise<void>
}

export function openHistory(file: string): History {
  const out = createWriteStream(file)
  const began = performance.now()
  return {
    file,
    add: (what, details) => {
      const atMs = Math.round((performance.now() - began) * 1_000) / 1_000
      // Running requests of an interrupted run end later.
      if (out.writable) out.write(`${JSON.stringify({ atMs, what, ...details })}\n`)
    },
    close: async () => {
      out.end()
      await once(out, 'close')
    },
  }
}
