import { type Place, type TrackAnswer } from './batches.ts'

const SHOWN_REASONS = 10

/** What became of the rows so far, with the first reasons for rejection in the order of the files. */
export interface Tally {
  accepted: number
  duplicates: number
  rejected: number
  reasons: Reason[]
}

export interface Reason {
  place: Place
  code: string
  field: string | null
  message: string
}

export function emptyTally(): Tally {
  return { accepted: 0, duplicates: 0, rejected: 0, reasons: [] }
}

/** Counts the answer to one batch, whose events stood at `places`. */
export function countAnswer(tally: Tally, answer: TrackAnswer, places: Place[]): void {
  tally.accepted += answer.accepted
  tally.duplicates += answer.duplicates
  tally.rejected += answer.rejected
  for (const { status, index, code, field, message } of answer.receipts) {
    if (status !== 'REJECTED') continue
    addReason(tally, { place: places[index]!, code: code ?? 'REJECTED', field, message: message ?? '' })
  }
}

/** Counts a row that was refused before it was sent. */
export function countRejected(tally: Tally, reason: Reason): void {
  tally.rejected += 1
  addReason(tally, reason)
}

/** Batches may be answered out of order, so the first reasons are those of the first places, not of the first answers. */
function addReason(tally: Tally, reason: Reason): void {
  tally.reasons.push(reason)
  tally.reasons.sort((a, b) => a.place.file - b.place.file || a.place.line - b.place.line)
  tally.reasons.length = Math.min(tally.reasons.length, SHOWN_REASONS)
}

/** What is printed when an import ends: three counts and, when rows were rejected, the first ten reasons. */
export function summaryText(tally: Tally, seconds: number): string {
  const counts = `${number(tally.accepted)} accepted, ${number(tally.duplicates)} duplicates, ${number(tally.rejected)} rejected`
  const lines = [`${counts} in ${seconds.toFixed(1)} s`, ...tally.reasons.map(reasonText)]
  const unshown = tally.rejected - tally.reasons.length
  return [...lines, ...(unshown > 0 ? [`  and ${number(unshown)} more`] : [])].join('\n')
}

function reasonText({ place, code, field, message }: Reason): string {
  return `  ${place.path}:${place.line} ${code}${field === null ? '' : ` ${field}`}: ${message}`
}

function number(count: number): string {
  return count.toLocaleString('en-US')
}
