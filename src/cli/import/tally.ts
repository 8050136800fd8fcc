import { type RowPosition, type TrackAnswer } from './batches.ts'

const SHOWN_REASONS = 10

/** The outcomes of the rows so far, and the first reasons for rejections, in the order of the files. */
export interface Tally {
  accepted: number
  duplicates: number
  rejected: number
  /** The events whose name was cut. */
  cut: number
  reasons: Reason[]
}

export interface Reason {
  position: RowPosition
  code: string
  field: string | null
  message: string
}

export function emptyTally(): Tally {
  return { accepted: 0, duplicates: 0, rejected: 0, cut: 0, reasons: [] }
}

/** Counts the answer to a batch. `positions` has the position of each of its events. */
export function countAnswer(tally: Tally, answer: TrackAnswer, positions: RowPosition[]): void {
  tally.accepted += answer.accepted
  tally.duplicates += answer.duplicates
  tally.rejected += answer.rejected
  for (const { status, index, code, field, message } of answer.receipts) {
    if (status !== 'REJECTED') continue
    addReason(tally, { position: positions[index]!, code: code ?? 'REJECTED', field, message: message ?? '' })
  }
}

/** Counts a row that was refused before it was sent. */
export function countRejected(tally: Tally, reason: Reason): void {
  tally.rejected += 1
  addReason(tally, reason)
}

/** Sorted by position, because batches may be answered out of order. */
function addReason(tally: Tally, reason: Reason): void {
  tally.reasons.push(reason)
  tally.reasons.sort((a, b) => a.position.file - b.position.file || a.position.line - b.position.line)
  tally.reasons.length = Math.min(tally.reasons.length, SHOWN_REASONS)
}

/** The exit code: 0 unless rows were rejected, then 1, or 2 when no row is stored. */
export function exitCodeOf({ accepted, duplicates, rejected }: Tally): number {
  if (rejected === 0) return 0
  return accepted + duplicates === 0 ? 2 : 1
}

/** The text at the end of an import: three counts, cut names, and the first ten reasons for rejections. */
export function summaryText(tally: Tally, seconds: number): string {
  const counts = `${number(tally.accepted)} accepted, ${number(tally.duplicates)} duplicates, ${number(tally.rejected)} rejected`
  const cut = `  ${number(tally.cut)} names were cut to 200 characters; a property has the whole name`
  const lines = [
    `${counts} in ${seconds.toFixed(1)} s`,
    ...(tally.cut > 0 ? [cut] : []),
    ...tally.reasons.map(reasonText),
  ]
  const unshown = tally.rejected - tally.reasons.length
  return [...lines, ...(unshown > 0 ? [`  and ${number(unshown)} more`] : [])].join('\n')
}

function reasonText({ position, code, field, message }: Reason): string {
  return `  ${position.path}:${position.line} ${code}${field === null ? '' : ` ${field}`}: ${message}`
}

function number(count: number): string {
  return count.toLocaleString('en-US')
}
