import { int, type Sql, sql } from '../../../clickhouse/sql.ts'

/*
 * An instant and a small number in one whole number: the milliseconds since 1970 are in the high bits, the small number
 * is in the low bits. ClickHouse sorts and compares such numbers several times faster than tuples. There are two kinds.
 *
 * The key of an event has the match number of the event in its low bits (see `match-number.ts`). The events of a unit are
 * sorted by their keys.
 *
 * The position of an event has the index of the event in its low bits, counted from 1 among the events of the unit. Two
 * events at one instant have different positions. 0 is the position of no event.
 */

const matchBits = 6
const indexBits = 20

export const toKey = (at: Sql, match: Sql): Sql => sql`bitShiftLeft(${at}, ${int(matchBits)}) + ${match}`

export const timeOfKey = (key: Sql): Sql => sql`bitShiftRight(${key}, ${int(matchBits)})`

export const matchOfKey = (key: Sql): Sql => sql`bitAnd(${key}, ${int(2 ** matchBits - 1)})`

export const toPosition = (at: Sql, index: Sql): Sql => sql`bitShiftLeft(${at}, ${int(indexBits)}) + ${index}`

export const timeOf = (position: Sql): Sql => sql`bitShiftRight(${position}, ${int(indexBits)})`

export const indexOf = (position: Sql): Sql => sql`bitAnd(${position}, ${int(2 ** indexBits - 1)})`

/** Milliseconds later than any event. */
export const never = int(4_000_000_000_000)
