/** A node of a syntax tree of ClickHouse. */
export interface SyntaxNode {
  kind: string
  /** The name of an identifier, table or function; empty for other nodes. */
  name: string
  children: SyntaxNode[]
}

/**
 * Reads the lines of `explain ast`, each of which is a node below the last line with one space less. No name in it has
 * a line break or a bracket: `strangeNameIn` refuses those.
 */
export function readTree(lines: string[]): SyntaxNode {
  const root: SyntaxNode = { kind: '', name: '', children: [] }
  const path = [root]
  for (const line of lines.filter(Boolean)) {
    const depth = line.length - line.trimStart().length
    const node = readNode(line.trimStart())
    path.splice(depth + 1)
    path.at(-1)!.children.push(node)
    path.push(node)
  }
  return root
}

const named = ['Identifier', 'TableIdentifier', 'Function']

function readNode(line: string): SyntaxNode {
  const text = line.replace(/ \(children \d+\)$/, '').replace(/ \(alias .*\)$/, '')
  const [kind = ''] = text.split(' ', 1)
  return { kind, name: named.includes(kind) ? text.slice(kind.length + 1) : '', children: [] }
}

/** The nodes of a tree, from the root down. */
export function* nodesOf(node: SyntaxNode): Generator<SyntaxNode> {
  yield node
  for (const child of node.children) yield* nodesOf(child)
}
