import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startWebhookReceiver, type WebhookReceiver } from '../../support/delivery/webhook-receiver.ts'
import {
  act,
  createDestination,
  destinationAt,
  destinationNow,
} from '../../support/forwarding/destinations.ts'
import { startWorkers, type Workers } from '../../support/forwarding/workers.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

let app: TestApp
let receiver: WebhookReceiver
let workers: Workers
beforeAll(async () => {
  receiver = await startWebhookReceiver()
  app = await startTestApp({ WEBHOOK_ALLOW_PRIVATE: '127.0.0.1', PROJECTION_WAIT_MS: '300' })
  workers = await startWorkers(app)
})
afterAll(async () => {
  await workers.stop()
  await receiver.close()
  await app.close()
})

const urlOf = (path: string) => receiver.url.replace('/hook', path)
const namesAt = (path: string) =>
  receiver.requests
    .filter(({ url }) => url === path)
    .flatMap(({ body }) => body.trimEnd().split('\n'))
    .map(line => (JSON.parse(line) as { name: string }).name)

const dueAt = async (id: string): Promise<Date> => {
  const statement = `select run_at from work where kind = 'FORWARD' and key = $1`
  return (await app.services.database.pool.query(statement, [id])).rows[0].run_at
}

/** Waits until an attempt of a destination has given the next one its time. */
async function attemptEnds(id: string): Promise<void> {
  const before = await dueAt(id)
  await expect
    .poll(async () => {
      await workers.step(id)
      return dueAt(id)
    })
    .not.toEqual(before)
}

const orders = [
  { event: { name: 'small', userId: 'ann', channel: 'web', properties: { total: 5, plan: 'free' } } },
  {
    event: { name: 'large', userId: 'ann', channel: 'web', properties: { total: 50.5, tags: ['vip', 'eu'] } },
  },
  { event: { name: 'text', userId: 'bob', channel: 'Slack', properties: { total: '7', plan: 'pro plus' } } },
  { event: { name: 'bare', properties: { address: { city: 'Köln' } } } },
]

describe('the conditions of a filter', () => {
  test.each([
    ['{ property: "total", operator: GREATER_THAN, values: [6] }', ['large', 'text']],
    ['{ property: "total", operator: LESS_OR_EQUAL, values: ["5"] }', ['small']],
    ['{ property: "plan", operator: IS_NOT, values: ["free"] }', ['large', 'text', 'bare']],
    ['{ property: "plan", operator: CONTAINS, values: ["PRO"] }', ['text']],
    ['{ property: "plan", operator: IS_NOT_SET }', ['large', 'bare']],
    ['{ property: "plan", operator: MATCHES, values: ["^pro|^free$"] }', ['small', 'text']],
    ['{ property: "tags", values: ["vip"] }', ['large']],
    ['{ property: "address.city", operator: IS_SET }', ['bare']],
    ['{ trait: "tier", operator: IS, values: ["gold"] }', ['text']],
    ['{ trait: "tier", operator: IS_NOT, values: ["gold"] }', ['small', 'large', 'bare']],
    ['{ not: { dimension: CHANNEL, values: ["web"] } }', ['text', 'bare']],
    [
      '{ or: [{ dimension: EVENT, values: ["bare"] }, { and: [{ dimension: CHANNEL, values: ["web"] }, { property: "total", operator: LESS_THAN, values: [6] }] }] }',
      ['small', 'bare'],
    ],
  ])('%s let pass: %j', async (where, names) => {
    const project = `conditions ${where.length} ${names}`.slice(0, 60)
    const path = `/${encodeURIComponent(where)}`
    const told = story(app, project)
    await told.answer(
      'mutation { identify(input: { userId: "bob", traits: { tier: "gold" } }) { userErrors { code } } }',
    )
    const { id } = await destinationAt(
      told,
      'HTTP_NDJSON',
      urlOf(path),
      `sendsUsers: false, filter: { where: ${where} }`,
    )
    await eventsHappened(app, project, orders)
    await workers.settle(id)
    expect(namesAt(path)).toEqual(names)
    expect(await destinationNow(told, id)).toMatchObject({ sent: names.length, skipped: 4 - names.length })
  })

  test('hold beside the lists of a filter, and are changed by an update', async () => {
    const told = story(app, 'lists')
    const filter =
      'filter: { names: ["large", "text"], where: { property: "total", operator: GREATER_THAN, values: [6] } }'
    const { id } = await destinationAt(told, 'HTTP_NDJSON', urlOf('/lists'), `sendsUsers: false, ${filter}`)
    await eventsHappened(app, 'lists', [...orders, { event: { name: 'other', properties: { total: 9 } } }])
    await workers.settle(id)
    expect(namesAt('/lists')).toEqual(['large', 'text'])
    await told.answer(
      `mutation { updateDestination(input: { id: "${id}", expectedVersion: 1, filter: { where: { dimension: CHANNEL, values: ["web"] } } }) { userErrors { code } } }`,
    )
    await eventsHappened(app, 'lists', orders)
    await workers.settle(id)
    expect(namesAt('/lists')).toEqual(['large', 'text', 'small', 'large'])
  })

  test('do not hold up events that the lists leave out anyway', async () => {
    const told = story(app, 'listed')
    const where = '{ property: "total", operator: GREATER_THAN, values: [6] }'
    const { id } = await destinationAt(
      told,
      'HTTP_NDJSON',
      urlOf('/listed'),
      `sendsUsers: false, filter: { names: ["large"], where: ${where} }`,
    )
    const held = await app.services.database.pool.connect()
    await held.query('begin; lock table projection in share mode')
    await eventsHappened(
      app,
      'listed',
      orders.filter(({ event }) => event.name !== 'large'),
    )
    await workers.settle(id)
    expect(await destinationNow(told, id)).toMatchObject({ sent: 0, skipped: 3, lag: { events: 0 } })
    await held.query('rollback')
    held.release()
  })

  test('are judged for events of days that are years apart', async () => {
    const told = story(app, 'scattered')
    const where = '{ property: "n", operator: GREATER_THAN, values: [0] }'
    const { id } = await destinationAt(
      told,
      'HTTP_NDJSON',
      urlOf('/scattered'),
      `sendsUsers: false, filter: { where: ${where} }`,
    )
    const days = ['2021-02-03T23:59:59.999Z', '2024-01-01T00:00:00Z', '2023-06-05T12:00:00Z']
    await eventsHappened(
      app,
      'scattered',
      days.map((timestamp, n) => ({ event: { name: `n${n}`, timestamp, properties: { n } } })),
    )
    await workers.settle(id)
    expect(new Set(namesAt('/scattered'))).toEqual(new Set(['n1', 'n2']))
  })

  test('are judged once ClickHouse has an event, which waits until then and is not left out', async () => {
    const told = story(app, 'behind')
    const where = '{ property: "total", operator: GREATER_THAN, values: [6] }'
    const { id } = await destinationAt(
      told,
      'HTTP_NDJSON',
      urlOf('/behind'),
      `sendsUsers: false, filter: { where: ${where} }`,
    )
    const other = await destinationAt(told, 'HTTP_NDJSON', urlOf('/ahead'), 'sendsUsers: false')
    const held = await app.services.database.pool.connect()
    // No batch can be begun meanwhile. The lock needs no transaction id, which would hold back the log itself.
    await held.query('begin; lock table projection in share mode')
    await eventsHappened(app, 'behind', orders)
    await workers.settle(other.id)
    expect(namesAt('/ahead')).toHaveLength(4)
    for (let n = 0; n < 2; n++) await attemptEnds(id)
    expect(namesAt('/behind')).toEqual([])
    expect(await destinationNow(told, id)).toMatchObject({ sent: 0, skipped: 0, lag: { events: 4 } })
    await held.query('rollback')
    held.release()
    await workers.settle(id)
    expect(namesAt('/behind')).toEqual(['large', 'text'])
  })
})

describe('conditions are refused', () => {
  const leaf = '{ dimension: EVENT, values: ["a"] }'
  const nested = (levels: number): string => (levels ? `{ not: ${nested(levels - 1)} }` : leaf)
  test.each([
    ['{}', 'filter.where'],
    [`{ dimension: EVENT, property: "a", values: ["a"] }`, 'filter.where'],
    ['{ property: "plan" }', 'filter.where'],
    ['{ property: "", values: ["a"] }', 'filter.where'],
    ['{ and: [] }', 'filter.where'],
    ['{ property: "n", operator: GREATER_THAN, values: ["many"] }', 'filter.where'],
    ['{ property: "n", operator: LESS_THAN, values: [1, 2] }', 'filter.where'],
    ['{ dimension: SUCCESS, values: ["maybe"] }', 'filter.where'],
    [
      `{ and: [${leaf}, { property: "n", operator: MATCHES, values: ["${'a'.repeat(201)}"] }] }`,
      'filter.where.and.1',
    ],
    [nested(8), 'filter.where.not.not.not.not.not.not.not.not'],
    ['{ property: "n", operator: MATCHES, values: ["("] }', 'filter.where'],
  ])('%s', async (where, path) => {
    const { payload } = await story(app, 'refused').answer<{
      payload: { userErrors: { code: string; path: string[] }[] }
    }>(
      `mutation { payload: createDestination(input: { name: "d", kind: SEGMENT, secret: "k", filter: { where: ${where} } }) { userErrors { code path } } }`,
    )
    expect(payload.userErrors.map(({ code, path }) => [code, path.join('.')])).toEqual([
      ['INVALID_FILTER', `input.${path}`],
    ])
  })
})

test('a destination from before conditions goes on with its properties', async () => {
  const told = story(app, 'former')
  const { destination } = await createDestination(
    told,
    `{ name: "d", kind: HTTP_NDJSON, url: "${urlOf('/former')}", sendsUsers: false, filter: { properties: [{ key: "total", values: ["5", "7"] }] } }`,
  )
  await eventsHappened(app, 'former', orders)
  await workers.settle(destination!.id)
  expect(namesAt('/former')).toEqual(['small', 'text'])
  await act(told, 'pauseDestination', destination!.id)
})
