import { randomBytes } from 'node:crypto'
import { type ClientBase } from 'pg'
import { type TextColumn } from '../../personal-data/places.ts'
import { type Replacement, redactJson, redactText } from '../../personal-data/redact.ts'
import { type NamingRow, rowsNaming } from '../../personal-data/rows-naming.ts'

/** Replaces the names of an erased user in every text of the project: definitions, runs, deliveries, notes. */
export async function redactTexts(client: ClientBase, project: string, names: string[]): Promise<void> {
  await client.query('set local statement_timeout = 0')
  const replacements = replacing(names)
  for await (const found of rowsNaming(client, project, names, { isLocked: true }))
    await redactRow(client, found, replacements)
}

/** Random, so that nothing leads back to the user; the longest name first, because it may contain another one. */
const replacing = (names: string[]): Replacement[] =>
  [...new Set(names)]
    .sort((one, other) => other.length - one.length)
    .map(name => ({ name, by: `erased-${randomBytes(4).toString('hex')}` }))

async function redactRow(
  client: ClientBase,
  { table, ctid, columns, row }: NamingRow,
  replacements: Replacement[],
): Promise<void> {
  const changed = columns.filter(({ column }) => row[column] !== null)
  const values = changed.map(column => redacted(column, row[column.column], replacements))
  await client.query(
    `update ${table} set ${changed.map(({ column }, i) => `${column} = $${i + 2}`).join(', ')} where ctid = $1`,
    [ctid, ...values],
  )
}

const redacted = ({ isJson }: TextColumn, value: unknown, replacements: Replacement[]) =>
  isJson ? JSON.stringify(redactJson(value, replacements)) : redactText(String(value), replacements)
