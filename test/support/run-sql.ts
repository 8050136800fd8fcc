import type { Story } from './story.ts'

/** The answer to a custom query, without its times. */
export interface Ran {
  columns: { name: string; type: string }[]
  rows: unknown[][]
  rowsReturned: number
  truncated: boolean
}

export const runSqlDocument = `query ($input: CustomQueryInput!) {
  query(input: $input) { columns { name type } rows rowsReturned truncated }
}`

/** Runs SQL as an administrator of the project of the story. */
export async function runSql({ answer }: Story, sql: string, more: object = {}): Promise<Ran> {
  const { query } = await answer<{ query: Ran }>(runSqlDocument, { input: { sql, ...more } })
  return query as Ran
}

/** The rows of SQL, each as an object. */
export async function rowsOfSql(
  story: Story,
  sql: string,
  more: object = {},
): Promise<Record<string, unknown>[]> {
  const { columns, rows } = await runSql(story, sql, { maxRows: 10_000, ...more })
  return rows.map(row => Object.fromEntries(columns.map(({ name }, i) => [name, row[i]])))
}
