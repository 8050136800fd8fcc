import { compile, type Sql } from '../sql.ts'
import { quoted } from '../topology/quoted.ts'

/**
 * The statement as text with its values as literals, for a view: ClickHouse would take a placeholder in a view for a
 * parameter of the view.
 */
export function inlined(statement: Sql): string {
  const { query, query_params } = compile(statement)
  return query.replaceAll(/\{(p\d+):([^}]+)\}/g, (_, name: string, type: string) =>
    literal(query_params[name], type),
  )
}

/** @throws TypeError for a list, which no view has */
function literal(value: unknown, type: string): string {
  if (Array.isArray(value)) throw new TypeError('A view has no lists of values.')
  return type === 'String' ? quoted(String(value)) : `cast(${quoted(String(value))}, ${quoted(type)})`
}
