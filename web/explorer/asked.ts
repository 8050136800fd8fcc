/** A tab of GraphiQL. */
export interface Asked {
  query: string
  /** As JSON. */
  variables?: string
}

/** What a link asks to open: `#query=…&variables=…`. What stands behind `#` is never sent to the service. */
export function askedBy(hash: string): Asked | undefined {
  const given = new URLSearchParams(hash.replace(/^#/, ''))
  const query = given.get('query')
  const variables = given.get('variables')
  return query ? { query, ...(variables && { variables }) } : undefined
}
