import { int, type Sql, sql } from '../../clickhouse/sql.ts'

/*
 * An event of a stream in one whole number, so that ClickHouse sorts numbers: from the high bits to the low ones 56 bits
 * for the time, 50 for the position in the log, 21 for the number of its name, and 1 for whether it is an anchor.
 */

const shifts = { time: 72, position: 22, name: 1 }
const nameBits = 21

/** The key of an event. Its time is in milliseconds after the start of the range that is read. */
export const toEventKey = (event: { time: Sql; name: Sql; isAnchor: Sql }): Sql =>
  sql`bitShiftLeft(toUInt128(${event.time}), ${int(shifts.time)})
        + bitShiftLeft(toUInt128(seq), ${int(shifts.position)}) + bitShiftLeft(toUInt128(${event.name}), ${int(shifts.name)})
        + (${event.isAnchor})`

export const timeOfKey = sql`toInt64(bitShiftRight(key, ${int(shifts.time)}))`
export const nameOfKey = sql`toUInt32(bitAnd(bitShiftRight(key, ${int(shifts.name)}), ${int(2 ** nameBits - 1)}))`
export const isAnchorOfKey = sql`toUInt8(bitAnd(key, 1))`
