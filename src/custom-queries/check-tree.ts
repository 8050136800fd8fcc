import { sqlNotAllowed } from '../errors.ts'
import { isAllowedFunction } from './allowed-functions.ts'
import { nodesOf, type SyntaxNode } from './syntax-tree.ts'

/**
 * Refuses a statement unless every part of its syntax tree is on a list: a `select`, over tables named by one word,
 * with functions of `isAllowedFunction`. Words of the statement name tables of its own database alone.
 * @throws SQL_NOT_ALLOWED
 */
export function checkTree(root: SyntaxNode): void {
  if (root.children.length !== 1 || root.children[0]!.kind !== 'SelectWithUnionQuery')
    throw sqlNotAllowed(onlySelect)
  for (const node of nodesOf(root.children[0]!)) {
    const refusal = rules[node.kind]
    if (!refusal)
      throw sqlNotAllowed(notAllowed[node.kind] ?? `The SQL has a part that is not allowed: ${node.kind}.`)
    const problem = refusal(node)
    if (problem) throw sqlNotAllowed(problem)
  }
}

export const onlySelect = 'Only a statement that begins with SELECT or WITH can run.'

/** Gives the problem with a node, or none. */
type Rule = (node: SyntaxNode) => string | undefined

const allow: Rule = () => undefined

const rules: Record<string, Rule> = {
  ArrayJoin: allow,
  Asterisk: allow,
  ColumnsExceptTransformer: allow,
  ColumnsListMatcher: allow,
  ColumnsRegexpMatcher: allow,
  ColumnsReplaceTransformer: allow,
  'ColumnsReplaceTransformer::Replacement': allow,
  ColumnsTransformerList: allow,
  ExpressionList: allow,
  Function: checkFunction,
  Identifier: allow,
  InterpolateElement: allow,
  Literal: allow,
  OrderByElement: allow,
  QualifiedAsterisk: allow,
  QualifiedColumnsListMatcher: allow,
  QualifiedColumnsRegexpMatcher: allow,
  SelectIntersectExceptQuery: allow,
  SelectQuery: allow,
  SelectWithUnionQuery: checkSelect,
  Subquery: allow,
  TableExpression: checkTableExpression,
  TableIdentifier: ({ name }) => checkTable(name),
  TableJoin: allow,
  TablesInSelectQuery: allow,
  TablesInSelectQueryElement: allow,
  WindowDefinition: allow,
  WindowListElement: allow,
  WithElement: allow,
}

const notAllowed: Record<string, string> = {
  ColumnsApplyTransformer: 'APPLY is not allowed: call the function on each column.',
  Set: 'SETTINGS are not allowed.',
}

/** FORMAT and INTO OUTFILE are further children. */
function checkSelect({ children }: SyntaxNode): string | undefined {
  return children.every(({ kind }) => kind === 'ExpressionList' || kind === 'Set')
    ? undefined
    : 'FORMAT and INTO OUTFILE are not allowed.'
}

function checkTableExpression({ children }: SyntaxNode): string | undefined {
  const tableFunction = children.find(({ kind }) => kind === 'Function')
  return tableFunction && `The table function "${tableFunction.name}" is not allowed.`
}

function checkTable(name: string): string | undefined {
  return /^[A-Za-z_]\w*$/.test(name)
    ? undefined
    : `"${name}" is not a table of custom queries. The tables are in docs/custom-queries.md.`
}

const inFunctions = ['in', 'notIn', 'nullIn', 'notNullIn']

/** The right side of `in` may be the name of a table. */
function checkFunction({ name, children }: SyntaxNode): string | undefined {
  if (!isAllowedFunction(name)) return `The function "${name}" is not allowed.`
  if (!inFunctions.includes(name)) return undefined
  const right = children[0]?.children[1]
  return right?.kind === 'Identifier' ? checkTable(right.name) : undefined
}

/** The words of a statement that may name tables: those after FROM, JOIN and IN. */
export const tablesNamedIn = (root: SyntaxNode): Set<string> =>
  new Set(
    [...nodesOf(root)]
      .filter(({ kind }) => kind === 'TableIdentifier' || kind === 'Identifier')
      .map(({ name }) => name),
  )

/** Whether the statement may show a column: it has the name somewhere, or shows columns without their names. */
export const showsColumn = (root: SyntaxNode, column: string): boolean =>
  [...nodesOf(root)].some(
    ({ kind, name }) =>
      /Asterisk|Matcher/.test(kind) || (kind === 'Identifier' && name.split('.').includes(column)),
  )
