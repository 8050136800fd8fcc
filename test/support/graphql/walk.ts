/** A page of any list, with the fields that walking needs. */
interface Page<Node> {
  nodes: Node[]
  pageInfo: { hasNextPage: boolean; endCursor?: string | null }
}

/** Every page of a list, as a client that follows the cursors gets them. */
export async function walk<Node>(page: (after: string | null) => Promise<Page<Node>>): Promise<Node[][]> {
  const pages: Node[][] = []
  let after: string | null = null
  for (;;) {
    const { nodes, pageInfo }: Page<Node> = await page(after)
    pages.push(nodes)
    if (!pageInfo.hasNextPage) return pages
    after = pageInfo.endCursor!
  }
}
