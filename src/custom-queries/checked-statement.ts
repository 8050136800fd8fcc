import { type Sandbox } from '../clickhouse/sandbox/sandbox.ts'
import { badInput, sqlNotAllowed } from '../errors.ts'
import { checkTree, onlySelect } from './check-tree.ts'
import { anyValue } from './parameters.ts'
import { type Placeholder, placeholdersIn, strangeNameIn } from './placeholders.ts'
import { readTree, type SyntaxNode } from './syntax-tree.ts'

/** A statement that may run in a sandbox. */
export interface CheckedStatement {
  /** The statement on one line, as ClickHouse writes it. */
  text: string
  placeholders: Placeholder[]
  tree: SyntaxNode
}

/** The checked statements of each sandbox by their texts: most queries are asked again and again. */
const checked = new WeakMap<Sandbox, Map<string, CheckedStatement>>()
const mostKept = 200

/** The same as `check`, for a statement that may have been checked before. @throws as `check` */
export async function checkedStatement(sandbox: Sandbox, sql: string): Promise<CheckedStatement> {
  const kept = checked.get(sandbox) ?? new Map<string, CheckedStatement>()
  checked.set(sandbox, kept)
  const statement = kept.get(sql) ?? (await check(sandbox, sql))
  // The statement that has not been asked for the longest time is the first.
  kept.delete(sql)
  kept.set(sql, statement)
  if (kept.size > mostKept) kept.delete(kept.keys().next().value!)
  return statement
}

/**
 * Checks a statement, whose `?` are replaced, without running any of it: ClickHouse writes and parses it, and its
 * syntax tree has to consist of allowed parts.
 * @throws SQL_NOT_ALLOWED, INVALID_PARAMETERS, the error of ClickHouse about its syntax
 */
async function check(sandbox: Sandbox, sql: string): Promise<CheckedStatement> {
  const text = await sandbox.formatted(sql)
  if (!/^(?:SELECT|WITH|\()/.test(text)) throw sqlNotAllowed(onlySelect)
  const strange = strangeNameIn(text)
  if (strange !== undefined)
    throw badInput('INVALID_TEXT', 'sql', `The name ${strange} has characters that no name may have.`)
  const placeholders = placeholdersIn(text)
  const values = Object.fromEntries(placeholders.map(({ name, type }) => [name, anyValue(type)]))
  const tree = readTree(await sandbox.syntaxTree(text, values))
  checkTree(tree)
  return { text, placeholders, tree }
}
