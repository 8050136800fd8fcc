import { afterAll, beforeAll, expect, test } from 'vitest'
import { pooledTransaction } from '../../../src/postgres/transaction.ts'
import { quotedValues } from '../../../src/privacy/erasure/quoted-values.ts'
import { erased } from '../../support/privacy/erase.ts'
import { placesWith } from '../../support/privacy/everywhere.ts'
import { createReport, runOf, runReport } from '../../support/reports.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const visited = (userId: string | null, properties: object) => ({
  event: { name: 'visited', userId, properties, timestamp: '2024-03-01T10:00:00Z' },
})

const saved = ({ answer }: Story, name: string) =>
  answer(
    'mutation ($name: String!) { createSegment(input: { name: $name, condition: { trait: { key: "plan", operator: IS_SET } } }) { userErrors { code } } }',
    { name },
  )

const segmentNames = async ({ answer }: Story) => {
  const { segments } = await answer<{ segments: { nodes: { name: string }[] } }>(
    '{ segments { nodes { name } } }',
  )
  return segments.nodes.map(({ name }) => name).toSorted()
}

test('values of properties that only the erased user has leave the texts that quote them', async () => {
  const told = story(app, 'quoted')
  await eventsHappened(app, 'quoted', [
    visited('user-ann', {
      email: 'ann@mail.example',
      city: 'Nowhere upon Sea',
      plan: 'enterprise',
      region: 'north-west',
      short: 'x7y',
      home: { lines: ['1 "Quote" Lane', 'Trait Town'] },
    }),
    visited('user-bob', { plan: 'enterprise' }),
    visited(null, { region: 'north-west' }),
  ])
  await told.answer(
    'mutation { identify(input: { userId: "user-bob", traits: { town: "Trait Town" } }) { userErrors { code } } }',
  )
  const { report } = await createReport(
    told,
    `{ name: "By address", blocks: [{ title: "Addresses", question: {
      measure: { metrics: [{ name: events }], by: [{ property: "email" }] } } }] }`,
  )
  await runReport(told, `{ id: "${report!.id}", range: { dates: { from: "2024-03-01", to: "2024-03-01" } } }`)
  expect(JSON.stringify((await runOf(told, report!.id)).blocks)).toContain('ann@mail.example')
  for (const name of [
    'at 1 "Quote" Lane',
    'enterprise, x7y',
    'from Nowhere upon Sea to the north-west',
    'of Trait Town',
  ])
    await saved(told, name)

  await erased(app, 'quoted', 'user-ann')
  for (const value of ['ann@mail.example', 'Nowhere upon Sea', 'Quote'])
    expect([value, await placesWith(app, value)]).toEqual([value, []])
  expect(await segmentNames(told)).toEqual([
    expect.stringMatching(/^at erased-[0-9a-f]{8}$/),
    'enterprise, x7y',
    expect.stringMatching(/^from erased-[0-9a-f]{8} to the north-west$/),
    'of Trait Town',
  ])
})

test('ids and columns of others, longer words and words of the product stay in texts', async () => {
  const told = story(app, 'words')
  await eventsHappened(app, 'words', [
    visited('user-10', {
      sharedWith: 'user-bob',
      last: 'visited',
      level: 'WARNING',
      done: 'CREATED',
      town: 'Erewhon',
    }),
    visited('user-bob', {}),
    visited('user-100', {}),
  ])
  const names = ['CREATED with WARNING', 'like user-100', 'of user-bob', 'who visited']
  for (const name of [...names, 'in Erewhon', 'near user-10']) await saved(told, name)
  await erased(app, 'words', 'user-10')
  const isOfErased = expect.stringMatching(/^(in|near) erased-[0-9a-f]{8}$/)
  expect(await segmentNames(told)).toEqual([
    'CREATED with WARNING',
    isOfErased,
    'like user-100',
    isOfErased,
    'of user-bob',
    'who visited',
  ])
  await erased(app, 'words', 'user-100')
  expect(await placesWith(app, 'user-100')).toEqual([])
})

test('an erasure that leaves values out says so', async () => {
  const told = story(app, 'many')
  const properties = { list: Array.from({ length: 7 }, (_, i) => `value ${i}`) }
  await eventsHappened(app, 'many', [visited('user-ann', properties)])
  await saved(told, 'value 0 to value 6')
  const found = (most?: number) =>
    pooledTransaction(app.services.database.pool, async client => {
      const { rows } = await client.query<{ no: number }>(`select no from users where project = 'many'`)
      const numbers = rows.map(({ no }) => no)
      const { signal } = new AbortController()
      return quotedValues({ client, project: 'many', numbers, signal, words: new Set() }, most)
    })
  const { values, isCut } = await found()
  expect([values.toSorted(), isCut]).toEqual([['value 0', 'value 6'], false])
  expect((await found(7)).isCut).toBe(false)
  expect((await found(6)).isCut).toBe(true)
})

test('a name that is set while its user is being erased leaves the texts that have it', async () => {
  const told = story(app, 'renamed')
  await eventsHappened(app, 'renamed', [visited('user-ann', {})])
  await saved(told, 'everybody like Ann Example-Sample')
  const { pool } = app.services.database
  const session = await pool.connect()
  await session.query('begin')
  await session.query(
    `update users set username = 'Ann Example-Sample' where project = 'renamed' and external_id = 'user-ann'`,
  )
  const erasing = erased(app, 'renamed', 'user-ann')
  const waiting = async () => {
    const { rowCount } = await pool.query(
      `select from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock' and query like 'select from users where no = any%'`,
    )
    return rowCount
  }
  await expect.poll(waiting, { timeout: 20_000, interval: 20 }).toBe(1)
  await session.query('commit')
  session.release()
  await erasing
  expect(await segmentNames(told)).toEqual([expect.stringMatching(/^everybody like erased-[0-9a-f]{8}$/)])
})
