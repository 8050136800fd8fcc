import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { filesWith } from '../../support/privacy/files-with.ts'
import { forget } from '../../support/privacy/forget.ts'
import { openProjection, type TestProjection } from '../../support/projection.ts'

let engines: TestProjection
beforeAll(async () => {
  engines = await openProjection()
})
afterAll(() => engines.close())

/** Random, so that compression leaves it as it is where it first occurs in a block. */
const planted = 'Qz7w-Kx2v-9fJt-Lm4p'

test('what an erased user leaves in files goes with the old parts, and with the steps that the documents name', async () => {
  const { database, engine, folder } = engines
  await database.pool.query(
    `with people as (
       insert into users (project, external_id, traits, is_known)
       values ('files', '${planted}-id', '{"mail": "${planted}-trait"}', true), ('files', 'bob', '{}', true)
       returning no
     )
     insert into events (project, event_id, kind, name, user_no, properties, occurred_at)
     select 'files', 'e-' || no, 'event', 'seen', no,
       case when no = (select min(no) from people) then '{"text": "${planted}-text"}' else '{}' end::jsonb, '2026-01-01T12:00:00Z'
     from people`,
  )
  await (await engines.start()).caughtUp()
  await database.pool.query('checkpoint')
  const inClickHouse = () => filesWith(join(folder, 'clickhouse'), planted)
  expect([(await inClickHouse()).length > 0, (await inPostgres()).length > 0]).toEqual([true, true])

  await forget(database.pool, 'files', `${planted}-id`)
  await expect
    .poll(async () => (await database.pool.query('select from removals')).rowCount, { timeout: 60_000 })
    .toBe(0)
  await engines.stop()
  // Only the parts from before the removal have it; their lifetime ends now instead of after 8 minutes.
  const session = engine.openSession()
  for (const table of ['events', 'users', 'first_events'])
    session.query(`alter table ${table} modify setting old_parts_lifetime = 0`)
  session.close()
  await expect.poll(inClickHouse, { timeout: 60_000, interval: 500 }).toEqual([])

  const client = await database.connect()
  await client.query('vacuum (full, analyze)')
  await client.query('checkpoint')
  await client.end()
  expect(await inPostgres()).toEqual([])
})

/** The files of the database's tables and indexes whose bytes have the text. */
async function inPostgres(): Promise<string[]> {
  const { rows } = await engines.database.pool.query<{ file: string }>(
    `with folder as (select 'base/' || oid || '/' as path from pg_database where datname = current_database())
     select file from folder, pg_ls_dir(path) as file
     where position($1::text::bytea in coalesce(pg_read_binary_file(path || file, true), '')) > 0`,
    [planted],
  )
  return rows.map(({ file }) => file)
}
