import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { raw, sql } from '../../../src/clickhouse/sql.ts'
import { folderOf } from '../../../src/exports/folder.ts'
import type { TestApp } from '../test-app.ts'

/** The places that have a text: tables of both databases, and files of exports. */
export async function placesWith(app: TestApp, text: string): Promise<string[]> {
  return [
    ...(await postgresTables(app, text)),
    ...(await clickHouseTables(app, text)),
    ...(await files(app, text)),
  ]
}

async function postgresTables({ services }: TestApp, text: string): Promise<string[]> {
  const { pool } = services.database
  const { rows } = await pool.query<{ name: string }>(
    `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  )
  const found: string[] = []
  for (const { name } of rows) {
    const { rowCount } = await pool.query(
      `select from ${name} t where position($1 in to_jsonb(t)::text) > 0`,
      [text],
    )
    if (rowCount) found.push(`postgresql ${name}`)
  }
  return found
}

async function clickHouseTables({ services }: TestApp, text: string): Promise<string[]> {
  const { clickhouse } = services
  const tables = await clickhouse.check<{ name: string }>(
    'tables',
    sql`select name from system.tables where database = currentDatabase() and engine like '%MergeTree%'`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const rows = await clickhouse.check<object>(name, sql`select * from ${raw(name)}`)
    if (JSON.stringify(rows).includes(text)) found.push(`clickhouse ${name}`)
  }
  return found
}

async function files({ env }: TestApp, text: string): Promise<string[]> {
  const folder = folderOf(env)
  const names = await readdir(folder)
  const found: string[] = []
  for (const name of names)
    if ((await readFile(join(folder, name))).includes(text)) found.push(`export ${name}`)
  return found
}
