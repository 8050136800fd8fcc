import { joined, type Sql, sql } from '../../../clickhouse/sql.ts'

/*
 * Functions of the arrays of a unit, which have one element for each event, in the order of the events.
 */

/** Carries each position to the later events that have 0. */
export const carryForward = (positions: Sql): Sql => sql`arrayFill(position -> position != 0, ${positions})`

/** Carries each element for which the lambda holds to the earlier events for which it does not hold. */
export const carryBack = (lambda: Sql, ...arrays: Sql[]): Sql =>
  sql`arrayReverseFill(${lambda}, ${joined(arrays)})`

/** Carries each array that is not empty to the earlier events with an empty one. */
export const carryBackNotEmpty = (arrays: Sql): Sql => carryBack(sql`array -> notEmpty(array)`, arrays)

/** Gives each event the element of the event before it; the first event gets 0. */
export const before = (array: Sql): Sql => sql`arrayShiftRight(${array}, 1)`

/** Gives each event the element of the event after it; the last event gets `none`, by default an empty array. */
export const after = (array: Sql, none = sql`[]`): Sql => sql`arrayShiftLeft(${array}, 1, ${none})`
