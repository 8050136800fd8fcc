import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { parse } from 'yaml'
import { readEnv } from '../../../src/env.ts'
import { composeSettings } from '../../support/running/compose-settings.ts'
import { story } from '../../support/story.ts'
import { startTestApp } from '../../support/test-app.ts'

const password = randomBytes(32).toString('hex')
const settings = composeSettings({ password, secret: randomBytes(32).toString('hex') })
const { services } = parse(readFileSync('compose.yml', 'utf8'))

test('the settings of the profile `servers` are valid, and name its servers, users and databases', () => {
  const env = readEnv(settings)
  const postgres = new URL(env.databaseUrl!)
  const clickhouse = new URL(settings.CLICKHOUSE_URL!)
  const { POSTGRES_USER, POSTGRES_DB } = services.postgres.environment
  const { CLICKHOUSE_USER, CLICKHOUSE_DB } = services.clickhouse.environment
  expect([postgres.hostname, postgres.port, postgres.username, postgres.pathname]).toEqual([
    'postgres',
    '5432',
    POSTGRES_USER,
    `/${POSTGRES_DB}`,
  ])
  expect([clickhouse.hostname, clickhouse.port, clickhouse.username, clickhouse.pathname]).toEqual([
    'clickhouse',
    '8123',
    CLICKHOUSE_USER,
    `/${CLICKHOUSE_DB}`,
  ])
  expect([postgres.password, clickhouse.password]).toEqual([password, password])
})

test('the service starts with them on an empty database of a PostgreSQL server, tracks and answers', async () => {
  const server = new URL(inject('postgresUrls')[Number(process.env.VITEST_POOL_ID) - 1]!)
  await using database = await emptyDatabase(server, 'compose')
  const url = new URL(settings.DATABASE_URL!)
  url.host = server.host
  // The server of the tests has a database of that name already.
  url.pathname = database.name
  // The server of the tests has another password.
  url.password = server.password
  const { HOST: _, PORT: __, DATA_DIR: ___, CLICKHOUSE_URL: ____, ...others } = settings
  const app = await startTestApp({ ...others, NODE_ENV: 'production', DATABASE_URL: url.href })
  try {
    const told = story(app, 'default')
    await told.happened([{ name: 'signup', userId: 'ann' }])
    expect(await told.answer('{ summary { totalEvents } }')).toEqual({ summary: { totalEvents: 1 } })
  } finally {
    await app.close()
  }
})

/** A database as the image of PostgreSQL makes it: empty, and of the user, who may do everything. */
async function emptyDatabase(server: URL, name: string) {
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: new URL('/postgres', server).href })
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  await run(`create database ${name}`)
  return { name, [Symbol.asyncDispose]: () => run(`drop database ${name} with (force)`) }
}
