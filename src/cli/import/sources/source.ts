import { type KindName } from '../../../ingest/kinds/index.ts'
import { type RowProblem } from '../row.ts'
import { type RowEvent } from '../row-event.ts'

/** The columns of a row, without absent cells. Cells of a CSV file are values already: numbers, objects, lists. */
export type Columns = Record<string, unknown>

/** A product whose export files can be imported. */
export interface Source {
  /** Its name for people, such as `Mixpanel`. */
  title: string
  /** Whether a row is from this product, by columns that no other product has. */
  recognizes: (columns: Columns) => boolean
  /**
   * What a row says, in its order.
   * @throws RowProblem for a row that cannot be used, such as one without a time
   */
  read: (columns: Columns, settings: SourceSettings) => Iterable<Taken>
}

export interface SourceSettings {
  /** The IANA zone of times that do not name theirs. */
  zone: string
}

/**
 * A part of a row: an event, what is known about a user, what is left out, as the plural of what it is, or why a part
 * cannot be used while the others can.
 */
export type Taken = TakenEvent | { identity: Identity } | { skipped: string } | { problem: RowProblem }

export interface TakenEvent {
  kind: KindName
  event: RowEvent
}

/**
 * What a row says about a user: traits, or that a visitor is this user. At least one id is given; with the visitor's alone,
 * the traits are those of the visitor.
 */
export interface Identity {
  /** When it was said, in milliseconds since 1970: later traits win. */
  at: number
  userId?: string
  visitorId?: string
  username?: string
  set?: Columns
  setOnce?: Columns
  unset?: string[]
}
