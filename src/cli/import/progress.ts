import { type WriteStream } from 'node:tty'
import cliProgress from 'cli-progress'

const PLAIN_LINE_MS = 5_000
const REDRAW_MS = 200

/** Shows the progress of an import until `stop`. */
export interface Progress {
  read: (bytes: number) => void
  /** Rows are read, and will be answered. */
  found: (rows: number) => void
  answered: (rows: number) => void
  /** Shows the reason of a pause. */
  wait: (reason: string, milliseconds: number) => void
  stop: () => void
}

/** A progress bar on a terminal, elsewhere a line every five seconds. */
export function startProgress(totalBytes: number, output: WriteStream): Progress {
  const startedAt = performance.now()
  const state = { bytes: 0, totalBytes, found: 0, rows: 0, pauseText: '' }
  const show = output.isTTY ? bar(totalBytes, output) : plainLines(output)
  const text = () =>
    progressText({ ...state, seconds: (performance.now() - startedAt) / 1_000 }) + state.pauseText
  const timer = setInterval(() => show.update(state.bytes, text()), output.isTTY ? REDRAW_MS : PLAIN_LINE_MS)
  return {
    read: bytes => {
      state.bytes += bytes
    },
    found: rows => {
      state.found += rows
    },
    answered: rows => {
      state.rows += rows
      state.pauseText = ''
    },
    wait: (reason, milliseconds) => {
      state.pauseText = `; ${reason}, next try in ${Math.ceil(milliseconds / 1_000)} s`
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

/** The progress of an import: bytes and rows as they are read from the disk, and rows as they are answered. */
export interface ProgressState {
  bytes: number
  totalBytes: number
  found: number
  rows: number
  seconds: number
}

/**
 * For example `42 %, 120,000 rows, 8,000 rows/s, 21 s left`. The share is that of the answered rows: a small file is read
 * before its first row is answered. Rate and remaining time follow from the mean since the start.
 */
export function progressText({ bytes, totalBytes, found, rows, seconds }: ProgressState): string {
  const share = rows === 0 ? 0 : (bytes / totalBytes) * (rows / found)
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
