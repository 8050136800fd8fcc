import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { raw, sql, text } from '../../../src/clickhouse/sql.ts'
import { type Env } from '../../../src/env.ts'
import { folderOf } from '../../../src/exports/folder.ts'
import { inSession } from '../in-session.ts'
import type { TestApp } from '../test-app.ts'

/** Both databases, and the folder of exports. */
interface Searched {
  services: Pick<TestApp['services'], 'database' | 'clickhouse'>
  env: Pick<Env, 'dataDir'>
}

/** The places that have a text: tables of both databases, samples of columns, and files of exports. */
export async function placesWith(app: Searched, text: string): Promise<string[]> {
  return [
    ...(await postgresTables(app, text)),
    ...(await postgresSamples(app, text)),
    ...(await clickHouseTables(app, text)),
    ...(await files(app, text)),
  ]
}

/** In a session without a time limit: a large log takes longer to search than a request may take. */
async function postgresTables({ services }: Searched, text: string): Promise<string[]> {
  return inSession(services.database, async client => {
    const { rows } = await client.query<{ name: string }>(
      `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    )
    const found: string[] = []
    for (const { name } of rows) {
      const { rowCount } = await client.query(
        `select from ${name} t where position($1 in to_jsonb(t)::text) > 0`,
        [text],
      )
      if (rowCount) found.push(`postgresql ${name}`)
    }
    return found
  })
}

/** Samples of columns that PostgreSQL keeps for its planner. */
async function postgresSamples({ services }: Searched, text: string): Promise<string[]> {
  const { rows } = await services.database.pool.query<{ name: string }>(
    `select tablename || '.' || attname as name from pg_stats
     where schemaname = 'public' and position($1 in concat(most_common_vals, histogram_bounds, most_common_elems)) > 0`,
    [text],
  )
  return rows.map(({ name }) => `sample of ${name}`)
}

async function clickHouseTables({ services }: Searched, value: string): Promise<string[]> {
  const { clickhouse } = services
  const tables = await clickhouse.check<{ name: string }>(
    'tables',
    sql`select name from system.tables where database = currentDatabase() and engine like '%MergeTree%'`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const rows = await clickhouse.check<object>(name, rowsWith(name, value))
    if (rows.length) found.push(`clickhouse ${name}`)
  }
  return found
}

/** One row of a table that has the text in some column. */
const rowsWith = (table: string, value: string) => sql`
  select 1 from ${raw(table)} where position(formatRowNoNewline('JSONEachRow', *), ${text(value)}) > 0 limit 1`

async function files({ env }: Searched, text: string): Promise<string[]> {
  const folder = folderOf(env)
  const names = await readdir(folder)
  const found: string[] = []
  for (const name of names)
    if ((await readFile(join(folder, name))).includes(text)) found.push(`export ${name}`)
  return found
}
