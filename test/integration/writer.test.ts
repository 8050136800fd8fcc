import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type CheckedEvent } from '../../src/ingest/kinds/every-kind.ts'
import { createWriter } from '../../src/ingest/writer.ts'
import { type Database, openDatabase } from '../../src/postgres/database.ts'
import { cloneDatabase } from '../support/clone-database.ts'

let database: Database
beforeAll(async () => {
  database = await openDatabase(await cloneDatabase())
})
afterAll(() => database.close())

const event = (id: string, properties: string): CheckedEvent => ({
  project: 'p',
  event_id: id,
  kind: 'event',
  name: 'open',
  user_id: null,
  occurred_at: '2024-03-01T00:00:00Z',
  properties,
})

/** The bytes of properties in each statement for these requests, which arrive at once. */
async function statementsOf(requests: CheckedEvent[][]): Promise<number[]> {
  const query = vi.spyOn(database.pool, 'query')
  try {
    const write = createWriter(database.pool, {})
    const written = await Promise.all(requests.map(write))
    expect(written.flat().every(({ isNew }) => isNew)).toBe(true)
    return query.mock.calls.map(([statement]) => {
      const { values } = statement as unknown as { values: string[][] }
      return values.at(-1)!.join('').length
    })
  } finally {
    query.mockRestore()
  }
}

const text = (bytes: number) => JSON.stringify({ text: 'x'.repeat(bytes - 11) })

test('simultaneous requests share a statement', async () => {
  const requests = Array.from({ length: 40 }, (_, i) => [event(`small ${i}`, text(1_000))])
  expect(await statementsOf(requests)).toEqual([40_000])
})

test('a statement has no more requests than PostgreSQL writes within its time limit', async () => {
  const megabyte = (request: number) =>
    Array.from({ length: 32 }, (_, i) => event(`large ${request} ${i}`, text(32_768)))
  const sizes = await statementsOf(Array.from({ length: 10 }, (_, i) => megabyte(i)))
  expect(sizes.toSorted((a, b) => a - b)).toEqual([2_097_152, 4_194_304, 4_194_304])
})

test('a request above this limit is written in one statement', async () => {
  const request = Array.from({ length: 200 }, (_, i) => event(`huge ${i}`, text(32_768)))
  expect(await statementsOf([request, [event('beside', '{}')]])).toEqual([200 * 32_768, 2])
})

test('an event whose user is gone is stored with a new user, although the process remembers the number of the former one', async () => {
  const write = createWriter(database.pool, {})
  const ofAnn = (id: string) => [{ ...event(id, '{}'), user_id: 'ann' }]
  await write(ofAnn('before'))
  await database.pool.query(`delete from events where event_id = 'before'`)
  await database.pool.query(`delete from users where external_id = 'ann'`)
  expect(await write(ofAnn('after'))).toMatchObject([{ isNew: true }])
  const { rows } = await database.pool.query(
    `select external_id as user from events e join users on users.no = e.user_no where event_id = 'after'`,
  )
  expect(rows).toEqual([{ user: 'ann' }])
})
