import { joined, raw, type Sql, sql, text } from '../../clickhouse/sql.ts'

/** A value that filters compare: its text, empty where it is missing, and its items where it is a list. */
export interface Subject {
  /** A text as it is, a list as JSON. */
  text: Sql
  list?: List
}

export interface List {
  /** Whether the value is a list. */
  isList: Sql
  /** The items as texts. */
  items: Sql
  /** The items as texts in lower case. */
  lowerItems: Sql
  /** The list as JSON. */
  json: Sql
  /** The text of a value that is no list: the conditions of filters read it faster than that of any value. */
  otherwise: Sql
}

/** The value of a user who does not have it. */
export const missing: Subject = { text: sql`''` }

/** The columns with JSON objects, and their paths. */
type JsonColumn = 'properties' | 'traits'

/**
 * The value at a path of a JSON column: `address.city` is `city` inside `address`, `items[*].sku` is the list of `sku` of
 * each object in the list `items`. The path is a bound value; `%2E` in it is a dot in a key, and `%252E` is the
 * text `%2E`.
 */
export function subjectAt(column: JsonColumn, path: string): Subject {
  const [head, ...steps] = /\[\*\](?![.[]|$)/.test(path) ? [path] : path.split('[*]')
  const value = sql`getSubcolumn(${raw(column)}, ${text(head!)})`
  return steps.length ? insideList(value, steps) : wholeValue(value)
}

/** A text that looks like a list is checked first: the type of a value costs more than its text. */
function wholeValue(value: Sql): Subject {
  const asText = sql`${value}::String`
  const isList = sql`(startsWith(${asText}, '[') and startsWith(dynamicType(${value}), 'Array'))`
  const json = jsonOf(value)
  const items = textsIn(json)
  const lowerItems = textsIn(sql`lowerUTF8(${json})`)
  return {
    text: sql`if(${isList}, ${json}, ${asText})`,
    list: { isList, items, lowerItems, json, otherwise: asText },
  }
}

/** Each step, such as `.sku`, leads from the items of a list to values inside them. */
function insideList(value: Sql, steps: string[]): Subject {
  const found = steps.reduce(
    (items, step, i) =>
      inside(i === 0 ? items : sql`arrayFlatten(arrayMap(item -> ${itemsIn(sql`item`)}, ${items}))`, step),
    itemsIn(jsonOf(value)),
  )
  const items = withoutNulls(found)
  const isList = sql`notEmpty(${items})`
  const json = sql`concat('[', arrayStringConcat(${items}, ','), ']')`
  const list = {
    isList,
    items: textsIn(json),
    lowerItems: textsIn(sql`lowerUTF8(${json})`),
    json,
    otherwise: sql`''`,
  }
  return { text: sql`if(${isList}, ${json}, '')`, list }
}

/** JSON texts at the keys of a step in JSON texts, empty where there is no such key. */
function inside(items: Sql, step: string): Sql {
  const keys = step.split('.').slice(1)
  if (!keys.length) return items
  const names = joined(keys.map(key => text(keyOf(key))))
  return sql`arrayMap(item -> JSONExtractRaw(item, ${names}), ${items})`
}

/** The key as it stands in the JSON of a list, where ClickHouse has put the dots back. */
const keyOf = (key: string) => key.replaceAll('%2E', '.')

const jsonOf = (value: Sql) => sql`ifNull(toJSONString(${value}), '')`
const itemsIn = (json: Sql) => sql`JSONExtractArrayRaw(${json})`
const withoutNulls = (items: Sql) => sql`arrayFilter(item -> item not in ('', 'null'), ${items})`
/** The items as texts, with a null for a null. */
const textsIn = (json: Sql) => sql`JSONExtract(${json}, 'Array(Nullable(String))')`
