import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readEnv } from '../../../src/env.ts'
import { createNewKeys, type NewKeys } from '../../../src/ingest/new-keys.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ MAX_NEW_KEYS: '10' })
})
afterAll(() => app.close())

interface Sent {
  eventId?: string
  name?: string
  properties: Record<string, unknown>
}

const keys = (from: number, to: number) =>
  Object.fromEntries(Array.from({ length: to - from }, (_, i) => [`k${from + i}`, 'x']))

/** The status of each event, and the codes of its warnings. */
async function sent({ answer }: Story, ...events: Sent[]): Promise<string[]> {
  const { trackEvents } = await answer<{
    trackEvents: { receipts: { status: string; warnings: { code: string; field: string }[] }[] }
  }>(
    `mutation ($events: [EventInput!]!) {
      trackEvents(input: { events: $events }) { receipts { status warnings { code field } } }
    }`,
    { events: events.map(event => ({ name: 'open', ...event })) },
  )
  return trackEvents.receipts.map(({ status, warnings }) =>
    [status, ...warnings.map(({ code, field }) => `${code} ${field}`)].join(' '),
  )
}

const warned = 'ACCEPTED TOO_MANY_NEW_KEYS properties'

test('an event with a key beyond the daily limit is stored with a warning', async () => {
  const project = story(app, 'beyond')
  expect(await sent(project, { properties: keys(0, 10) }, { properties: keys(5, 8) })).toEqual([
    'ACCEPTED',
    'ACCEPTED',
  ])
  expect(await sent(project, { properties: { k3: 1 } }, { properties: { k10: 'x' } })).toEqual([
    'ACCEPTED',
    warned,
  ])
  expect(await sent(project, { properties: { k10: 'x', k1: 1 } })).toEqual([warned])
  const { summary } = await project.answer<{ summary: object }>(
    '{ summary(filter: { property: "k10", values: ["x"] }) { totalEvents } }',
  )
  expect(summary).toEqual({ totalEvents: 2 })
})

test('single events count like batches', async () => {
  const project = story(app, 'single')
  await sent(project, { properties: keys(0, 10) })
  const { trackEvent } = await project.answer<{ trackEvent: object }>(
    `mutation { trackEvent(input: { name: "open", properties: { late: 1 } }) {
      status code warnings { code message } } }`,
  )
  expect(trackEvent).toEqual({
    status: 'ACCEPTED',
    code: null,
    warnings: [{ code: 'TOO_MANY_NEW_KEYS', message: expect.stringMatching(/^The event is stored\. /) }],
  })
})

test('nested keys count by their path; nulls and keys inside lists do not count', async () => {
  const project = story(app, 'paths')
  const nested = { a: { b: 1, c: { d: 2, e: 3 } }, list: [{ x: 1, y: 2 }, { z: 3 }], nothing: null }
  expect(await sent(project, { properties: { ...nested, ...keys(0, 6) } })).toEqual(['ACCEPTED'])
  expect(
    await sent(project, { properties: { a: { c: { d: 9 } } } }, { properties: { a: { d: 1 } } }),
  ).toEqual(['ACCEPTED', warned])
})

test('rejected and duplicate events add no key', async () => {
  const project = story(app, 'unstored')
  await sent(project, { eventId: '1', properties: {} })
  expect(
    await sent(project, { eventId: '1', properties: keys(20, 40) }, { name: ' ', properties: keys(40, 60) }),
  ).toEqual(['DUPLICATE DIFFERENT_CONTENT eventId', 'REJECTED'])
  expect(await sent(project, { properties: keys(0, 10) })).toEqual(['ACCEPTED'])
})

test('each project has its own keys, and the next day allows more', async () => {
  await sent(story(app, 'one'), { properties: keys(0, 10) })
  expect(await sent(story(app, 'other'), { properties: keys(10, 20) })).toEqual(['ACCEPTED'])

  const { pool } = app.services.database
  await pool.query(`update property_keys set first_on = first_on - 1 where project = 'one'`)
  const tomorrow = createNewKeys(pool, 10)
  expect(await tomorrow('one', [keys(0, 20), keys(20, 21), keys(3, 4)])).toEqual([false, true, false])
})

test('a new process knows the existing keys, and looks each of them up once', async () => {
  await sent(story(app, 'restarted'), { properties: keys(0, 10) })
  const { pool } = app.services.database
  const started = createNewKeys(pool, 10)
  const statements = vi.spyOn(pool, 'query')
  try {
    expect(await started('restarted', [keys(0, 10), keys(10, 11), null])).toEqual([false, true, false])
    expect(await started('restarted', [keys(0, 5), keys(10, 11)])).toEqual([false, true])
    const lookups = statements.mock.calls.filter(([text]) => String(text).includes('property_keys'))
    expect(lookups).toHaveLength(1)
  } finally {
    statements.mockRestore()
  }
})

test('simultaneous processes register a key once', async () => {
  const { pool } = app.services.database
  const processes: NewKeys[] = Array.from({ length: 8 }, () => createNewKeys(pool, 10))
  const answers = await Promise.all(processes.map(newKeys => newKeys('crowd', [keys(0, 10)])))
  expect(answers).toEqual(processes.map(() => [false]))
  const { rows } = await pool.query(
    `select count(*)::integer as keys from property_keys where project = 'crowd'`,
  )
  expect(rows).toEqual([{ keys: 10 }])
})

test('nothing is counted without a limit, and nothing is warned of without PostgreSQL', async () => {
  const { pool } = app.services.database
  const unlimited = createNewKeys(pool, 0)
  expect(await unlimited('free', [keys(0, 200)])).toEqual([false])
  const { rows } = await pool.query(`select key from property_keys where project = 'free'`)
  expect(rows).toEqual([])
  const failing = createNewKeys({ query: () => Promise.reject(new Error('gone')) } as never, 10)
  expect(await failing('down', [keys(0, 200), null])).toEqual([false, false])
})

test.each(['-1', '1000001', 'many', '1.5'])('MAX_NEW_KEYS=%s is refused', value => {
  expect(() => readEnv({ MAX_NEW_KEYS: value })).toThrow('MAX_NEW_KEYS')
})
