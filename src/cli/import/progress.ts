import type { WriteStream } from 'node:tty'
import cliProgress from 'cli-progress'
import { progressText } from './progress-text.ts'

const PLAIN_LINE_MS = 5_000
const REDRAW_MS = 200

/** Shows how far an import is until it is stopped. */
export interface Progress {
  read: (bytes: number) => void
  settled: (rows: number) => void
  /** Says why nothing moves. */
  waits: (reason: string, milliseconds: number) => void
  stop: () => void
}

/** A bar that redraws itself on a terminal, else a plain line every five seconds. */
export function startProgress(totalBytes: number, output: WriteStream): Progress {
  const startedAt = performance.now()
  const state = { bytes: 0, totalBytes, rows: 0, note: '' }
  const show = output.isTTY ? bar(totalBytes, output) : plainLines(output)
  const text = () => progressText({ ...state, seconds: (performance.now() - startedAt) / 1_000 }) + state.note
  const timer = setInterval(() => show.update(state.bytes, text()), output.isTTY ? REDRAW_MS : PLAIN_LINE_MS)
  return {
    read: bytes => {
      state.bytes += bytes
    },
    settled: rows => {
      state.rows += rows
      state.note = ''
    },
    waits: (reason, milliseconds) => {
      state.note = `; ${reason}, next try in ${Math.ceil(milliseconds / 1_000)} s`
    },
    stop: () => {
      clearInterval(timer)
      show.stop(state.bytes, text())
    },
  }
}

interface Display {
  update: (bytes: number, text: string) => void
  stop: (bytes: number, text: string) => void
}

function bar(totalBytes: number, output: WriteStream): Display {
  const shown = new cliProgress.SingleBar({
    format: '{bar} {text}',
    stream: output,
    barsize: 24,
    gracefulExit: false,
    emptyOnZero: true,
  })
  shown.start(totalBytes, 0, { text: '' })
  return {
    update: (bytes, text) => shown.update(bytes, { text }),
    stop: (bytes, text) => {
      shown.update(bytes, { text })
      shown.stop()
    },
  }
}

function plainLines(output: WriteStream): Display {
  return { update: (_bytes, text) => void output.write(`${text}\n`), stop: () => {} }
}
