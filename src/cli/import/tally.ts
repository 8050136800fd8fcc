import { type PositionedEvent, type RowPosition, type TrackAnswer } from './batches.ts'

const SHOWN_REASONS = 10

/** The outcomes of the rows so far, and the first reasons for rejections, in the order of the files. */
export interface Tally {
  accepted: number
  duplicates: number
  rejected: number
  /** The events whose name was cut. */
  cut: number
  reasons: Reason[]
  /** The rejected rows by the code of their reason. */
  codes: Map<string, number>
  /** The users of the events; a visitor that is linked to a user counts as the user. */
  users: number
  /** The visitors that were linked to users, and those that were not. */
  links: number
  refusedLinks: number
  /** The users that got traits or a name. */
  identified: number
}

export interface Reason {
  position: RowPosition
  code: string
  field: string | null
  message: string
}

export function emptyTally(): Tally {
  const none = {
    accepted: 0,
    duplicates: 0,
    rejected: 0,
    cut: 0,
    users: 0,
    links: 0,
    refusedLinks: 0,
    identified: 0,
  }
  return { ...none, reasons: [], codes: new Map() }
}

/** Counts the answer to a batch. */
export function countAnswer(tally: Tally, answer: TrackAnswer, events: PositionedEvent[]): void {
  tally.accepted += answer.accepted
  tally.duplicates += answer.duplicates
  tally.rejected += answer.rejected
  for (const { status, index, code, field, message } of answer.receipts) {
    if (status !== 'REJECTED') continue
    const { position } = events[index]!
    countReason(tally, { position, code: code ?? 'REJECTED', field, message: message ?? '' })
  }
}

/** Counts a row that was refused before it was sent. */
export function countRejected(tally: Tally, reason: Reason): void {
  tally.rejected += 1
  countReason(tally, reason)
}

/** The reasons are sorted by position, because batches may be answered out of order. */
export function countReason(tally: Tally, reason: Reason): void {
  tally.codes.set(reason.code, (tally.codes.get(reason.code) ?? 0) + 1)
  tally.reasons.push(reason)
  tally.reasons.sort((a, b) => a.position.file - b.position.file || a.position.line - b.position.line)
  tally.reasons.length = Math.min(tally.reasons.length, SHOWN_REASONS)
}

/** The exit code: 1 if a row was rejected, else 0. */
export const exitCodeOf = ({ rejected }: Tally): number => (rejected === 0 ? 0 : 1)

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
