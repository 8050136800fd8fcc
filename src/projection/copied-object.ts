/**
 * SQL for a JSON object as it is copied to ClickHouse, which writes a dot in a key as `%2E`: so a key that has this text
 * gets `%252E` there. The text of an object is searched first, because few objects have such a key.
 */
export const copiedObject = (column: string): string =>
  `case when ${column}::text ~ '%(25)*2E' then with_escaped_keys(${column}) else ${column} end`
