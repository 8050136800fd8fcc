import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ClickHouse } from '../../../src/clickhouse/client.ts'
import { firstEventsOf } from '../../../src/clickhouse/scope.ts'
import { sql } from '../../../src/clickhouse/sql.ts'
import {
  type ClickHouseOverHttp,
  startClickHouseOverHttp,
} from '../../support/processes/clickhouse-over-http.ts'

let folder: string
let server: ClickHouseOverHttp
let clickhouse: ClickHouse

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convograph-first-events-'))
  server = await startClickHouseOverHttp(folder)
  clickhouse = new ClickHouse({ url: server.url }, 10_000)
  await clickhouse.createTables()
})
afterAll(async () => {
  await clickhouse.close()
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

test('on a server, a first activity may be replaced by the same one, as after a crash', async () => {
  const rows = () => Readable.from(['p\t7\t2024-01-15 12:00:00.000\t3\n'], { objectMode: false })
  await clickhouse.addFirstEvents(rows())
  await clickhouse.replaceFirstEvents([7], rows())
  await clickhouse.replaceFirstEvents([7], rows())
  expect(await clickhouse.query('first', sql`select * from ${firstEventsOf('p')}`)).toEqual([
    { user_no: 7, occurred_at: '2024-01-15 12:00:00.000' },
  ])
})
