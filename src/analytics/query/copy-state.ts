/**
 * A state of the copy in ClickHouse: the events of all batches up to one. Batches are numbered from 1, anew in each
 * generation, which begins when ClickHouse is filled from the log again.
 */
export interface CopyState {
  generation: number
  batch: string
}

/** The state that all questions of a request read. */
export interface ReadState extends CopyState {
  /** Every event received before is in it. */
  watermark: Date
  /** What was stored before the question and is not in it; undefined if nothing is missing. */
  missing: Missing | undefined
}

/** Events after a state of the copy. */
export interface Missing {
  /** Their number, at most `mostCounted`; 0 if only changes of users are missing. */
  events: number
  /** The time in seconds since the first of them was received. */
  seconds: number
}

/** A larger number would cost more to count than it is worth. */
export const mostCounted = 10_000
