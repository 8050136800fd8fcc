import { type Batch } from '../load/batch.ts'

/** A row as a destination of the kind `HTTP_NDJSON` got it. */
export type ForwardedRow = Record<string, unknown>

/** The rows that arrived at the destinations, held against the events that were sent. */
export interface Forwarded {
  /** Events that arrived where they belong, each counted once. */
  delivered: number
  /** Rows beyond the first of each event. */
  again: number
  /** Events that did not arrive at the destination of their project. */
  missing: number
  /** Rows of events that were not sent to the project of their destination. */
  foreign: number
  problems: string[]
}

/** Compares what the destination of one project got with the events that were sent to the project. */
export function forwardedOf(project: string, sent: Batch[], rows: ForwardedRow[]): Forwarded {
  const expected = new Set(
    sent
      .filter(batch => batch.project === project)
      .flatMap(({ events }) => events.map(({ eventId }) => `event:${eventId}`)),
  )
  const got = new Set(rows.map(({ messageId }) => String(messageId)))
  const ids = new Set(rows.map(({ messageId, uuid }) => `${messageId} ${uuid}`))
  const missing = expected.difference(got)
  const foreign = got.difference(expected)
  return {
    delivered: expected.intersection(got).size,
    again: rows.length - got.size,
    missing: missing.size,
    foreign: foreign.size,
    problems: [
      ...some(project, 'not forwarded', missing),
      ...some(project, 'forwarded and never sent there', foreign),
      ...(ids.size === got.size ? [] : [`${project}: ${ids.size} ids of ${got.size} rows`]),
    ],
  }
}

const some = (project: string, problem: string, ids: Set<string>) =>
  ids.size ? [`${project}: ${ids.size} ${problem}: ${[...ids].slice(0, 5).join(', ')}`] : []
