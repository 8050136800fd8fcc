import { type WriteStream } from 'node:tty'
import cliProgress from 'cli-progress'

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

/** How far an import is. Bytes are counted on disk, rows when they are answered. */
export interface ProgressState {
  bytes: number
  totalBytes: number
  rows: number
  seconds: number
}

/** For example `42 %, 120,000 rows, 8,000 rows/s, 21 s left`; rate and remaining time are means since the start. */
export function progressText({ bytes, totalBytes, rows, seconds }: ProgressState): string {
  const share = totalBytes === 0 ? 1 : bytes / totalBytes
  const rate = seconds === 0 ? 0 : Math.round(rows / seconds)
  const left = share === 0 ? 'time left unknown' : `${durationText((seconds * (1 - share)) / share)} left`
  const percent = Math.floor(share * 100)
  return `${percent} %, ${rows.toLocaleString('en-US')} rows, ${rate.toLocaleString('en-US')} rows/s, ${left}`
}

function durationText(seconds: number): string {
  const whole = Math.ceil(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  return `${Math.floor(whole / 3_600)} h ${Math.floor((whole % 3_600) / 60)} min`
}
