import pg from 'pg'
import { inject } from 'vitest'

/** Copies the migrated database on this worker's server and returns the URL of the copy. */
export async function cloneDatabase(): Promise<string> {
  const template = new URL(inject('postgresUrls')[Number(process.env.VITEST_POOL_ID) - 1]!)
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2)}`
  await asMaintenance(template, `create database ${name} template ${template.pathname.slice(1)}`)
  const clone = new URL(template)
  clone.pathname = `/${name}`
  return clone.href
}

/** Runs a statement that cannot run inside the database that it is about. */
async function asMaintenance(url: URL, statement: string): Promise<void> {
  const maintenance = new URL(url)
  maintenance.pathname = '/postgres'
  const client = new pg.Client({ connectionString: maintenance.href })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
