import { int, joined, raw, type Sql, sql, text } from '../../clickhouse/sql.ts'
import { identifier } from '../files/identifier.ts'

/** The most columns of an object that are read one by one. */
export const mostPaths = 32

/** Other keys have characters that a key of JSON, or a path in ClickHouse, writes differently. */
const isPlain = (path: string) => /^[\p{L}\p{N}_ -]+(\.[\p{L}\p{N}_ -]+)*$/u.test(path)

/**
 * An object as the text of JSON, exactly as `toJSONString` writes it: keys in the order of the alphabet, no null values. ClickHouse
 * keeps each path of an object in a column of its own, and takes seven times as long to write an object as to join the texts of its
 * few columns. `paths` are those that the objects have, sorted.
 */
export function objectText(object: Sql, paths: string[]): Sql {
  if (paths.length > mostPaths || !paths.every(isPlain)) return sql`toJSONString(${object})`
  const keys = paths.map(path => path.split('.'))
  return sql`concat('{', substring(${membersOf(object, keys)}, 2), '}')`
}

/** The members of an object, each after a comma. A key may have a value in some objects and members of its own in others. */
function membersOf(object: Sql, paths: string[][]): Sql {
  const byKey = Map.groupBy(paths, ([key, ...rest]) => (rest.length ? `${key}.` : key))
  return sql`concat(''${joined(
    [...byKey.values()].map(same => sql`, ${memberOf(object, same)}`),
    '',
  )})`
}

function memberOf(object: Sql, [first, ...others]: string[][]): Sql {
  const [key, ...rest] = first!
  const value = sql`${object}.${identifier(key!)}`
  if (!rest.length) return sql`if(isNull(${value}), '', concat(${before(key!)}, toJSONString(${value})))`
  const members = membersOf(
    value,
    [first!, ...others].map(path => path.slice(1)),
  )
  return sql`ifNull(concat(${before(key!)}, '{', substring(nullIf(${members}, ''), 2), '}'), '')`
}

const before = (key: string) => text(`,${JSON.stringify(key)}:`)

/** The first paths of the objects in rows, sorted: one more than `objectText` reads one by one. */
export const pathsIn = (column: string, rows: Sql): Sql => sql`
select arraySlice(distinctJSONPaths(${raw(column)}), 1, ${int(mostPaths + 1)}) as paths
from ${rows}`
