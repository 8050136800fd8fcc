import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const run = `query ($input: CustomQueryInput!) {
  query(input: $input) { columns { name type } rows rowsReturned truncated }
}`

interface Ran {
  columns: { name: string; type: string }[]
  rows: unknown[][]
  rowsReturned: number
  truncated: boolean
}

const queried = async ({ answer }: Story, sql: string, more: object = {}): Promise<Ran> =>
  (await answer<{ query: Ran }>(run, { input: { sql, ...more } })).query as Ran

test('counts the events of its own project, and of no other', async () => {
  const [mine, other] = [story(app, 'mine'), story(app, 'other')]
  await mine.happened([{ name: 'open', userId: 'ann' }, { name: 'close' }])
  await other.happened([{ name: 'open', userId: 'ann' }])
  const sql = 'select name, user_id, count() as times from events group by name, user_id order by name'
  expect(await queried(mine, sql)).toEqual({
    columns: [
      { name: 'name', type: 'LowCardinality(String)' },
      { name: 'user_id', type: 'String' },
      { name: 'times', type: 'UInt64' },
    ],
    rows: [
      ['close', '', 1],
      ['open', 'ann', 1],
    ],
    rowsReturned: 2,
    truncated: false,
  })
  expect((await queried(other, sql)).rows).toEqual([['open', 'ann', 1]])
})

test('leaves out rows beyond maxRows, and says so', async () => {
  const mine = story(app, 'rows')
  await mine.happened([{ name: 'a' }, { name: 'b' }, { name: 'c' }])
  const sql = 'select name from events order by name'
  expect(await queried(mine, sql, { maxRows: 2 })).toMatchObject({
    rows: [['a'], ['b']],
    rowsReturned: 2,
    truncated: true,
  })
  expect(await queried(mine, sql, { maxRows: 3 })).toMatchObject({ rowsReturned: 3, truncated: false })
})
