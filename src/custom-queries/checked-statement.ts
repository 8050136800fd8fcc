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

/**
 * Checks a statement, whose `?` are replaced, without running any of it: ClickHouse writes and parses it, and its
 * syntax tree has to consist of allowed parts.
 * @throws SQL_NOT_ALLOWED, INVALID_PARAMETERS, the error of ClickHouse about its syntax
 */
export async function checkedStatement(sandbox: Sandbox, sql: string): Promise<CheckedStatement> {
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
