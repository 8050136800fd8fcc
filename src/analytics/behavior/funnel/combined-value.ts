import { array, type Sql, sql } from '../../../clickhouse/sql.ts'

/*
 * A breakdown value is a text, empty where there is no value. With several properties it holds the value of each, with
 * a NUL character between them, which no stored text has.
 */

const separator = sql`'\\0'`

/** The breakdown value of one or several texts; empty if all of them are. */
export function combined(texts: Sql[]): Sql {
  if (texts.length === 1) return texts[0]!
  const parts = array(texts)
  return sql`if(arrayExists(part -> part != '', ${parts}), arrayStringConcat(${parts}, ${separator}), '')`
}

/** The texts of a breakdown value, as an array. */
export const partsOf = (value: Sql): Sql => sql`splitByString(${separator}, ${value})`

/** The values of a row, as many as there are properties; null for no value. */
export function toValues(value: string, properties: number): (string | null)[] {
  const parts = value.split('\0')
  return Array.from({ length: properties }, (_, i) => parts[i] || null)
}
