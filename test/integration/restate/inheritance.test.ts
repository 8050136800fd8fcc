import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { second } from '../../support/moments.ts'
import { verdict } from '../../support/projection.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened, inClickHouse, inPostgres } from '../../support/track-events.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const conversationId = 'c'
const range = '{ from: "2024-03-01T00:00:00Z", to: "2024-03-02T00:00:00Z" }'

const start = (more: object = {}) => ({
  conversation: {
    conversationId,
    startedAt: second(0),
    botId: 'support',
    channel: 'web',
    userId: 'ann',
    ...more,
  },
})
const message = (seconds: number, more: object = {}) => ({
  message: { conversationId, role: 'USER', timestamp: second(seconds), ...more },
})
const aiCall = (seconds: number) => ({ aiCall: { conversationId, timestamp: second(seconds) } })
const apiCall = (seconds: number) => ({
  apiCall: { conversationId, endpoint: '/x', method: 'GET', statusCode: 200, timestamp: second(seconds) },
})
const rated = (seconds: number) => ({
  conversation: { conversationId, timestamp: second(seconds), satisfaction: 5 },
})

const differences = async () => (await verdict(app.services)).differences

const labels = `bot_id, channel, (select external_id from users where no = user_no) as user_id`

/** Tracks each list of events only once the one before is copied. */
async function arrived(project: string, ...batches: object[][]): Promise<void> {
  for (const events of batches) {
    await eventsHappened(app, project, events)
    await inClickHouse(app, project, 'seq')
  }
}

describe('a message, a call and a change take the bot, the channel and the user of their conversation', () => {
  const heirs = [message(1), aiCall(2), apiCall(3), rated(4)]
  test.each([
    ['known before', [[start()], heirs]],
    ['known only later', [heirs, [start()]]],
    ['sent with them', [[...heirs, start()]]],
    [
      'known piece by piece',
      [
        [message(1), aiCall(2)],
        [start({ botId: null })],
        [apiCall(3), rated(4)],
        [start({ channel: null, userId: null })],
      ],
    ],
  ])('that is %s', async (title, batches) => {
    await arrived(title, ...batches)
    const { conversationAnalytics, summary, user } = await story(app, title).answer<Record<string, object>>(`{
      conversationAnalytics(range: ${range}, botId: "support", channel: "web") {
        summary { conversations messages satisfaction }
      }
      summary(range: ${range}) { activeUsers newUsers }
      user(id: "ann") { firstSeenAt lastSeenAt }
    }`)
    expect(conversationAnalytics).toEqual({
      summary: { conversations: 1, messages: 1, satisfaction: 5 },
    })
    expect(summary).toEqual({ activeUsers: 1, newUsers: 1 })
    expect(user).toEqual({ firstSeenAt: second(0), lastSeenAt: second(4) })
    const all = { bot_id: 'support', channel: 'web' }
    const found = await inPostgres(app, title, labels)
    expect(found).toEqual(found.map(() => ({ ...all, user_id: 'ann' })))
    const copied = await inClickHouse(app, title, 'bot_id, channel')
    expect(copied).toEqual(found.map(() => all))
    expect(await differences()).toEqual([])
  })
})

test('what the sender gave stays, and other kinds of event take nothing', async () => {
  await arrived(
    'own',
    [
      message(1, { botId: 'sales', userId: 'bob' }),
      { event: { name: 'open', conversationId, timestamp: second(2) } },
    ],
    [start()],
  )
  expect(await inPostgres(app, 'own', labels)).toEqual([
    { bot_id: 'sales', channel: 'web', user_id: 'bob' },
    { bot_id: null, channel: null, user_id: null },
    { bot_id: 'support', channel: 'web', user_id: 'ann' },
  ])
  expect(await differences()).toEqual([])
})

test('a message takes the values of an earlier message, if no change says any', async () => {
  const said = message(5, { botId: 'sales' })
  const earlier = message(3, { botId: 'support', userId: 'ann' })
  await arrived('implied', [message(1)], [said], [earlier])
  const [first] = await inPostgres(app, 'implied', labels)
  expect(first).toEqual({ bot_id: 'support', channel: null, user_id: 'ann' })
  const { conversation } = await story(app, 'implied').answer<{ conversation: object }>(
    `{ conversation(id: "c") { botId userId isImplied } }`,
  )
  expect(conversation).toEqual({ botId: 'support', userId: 'ann', isImplied: true })
  expect(await differences()).toEqual([])
})

test('a conversation that turns out to be of another user gives that user its events, and the former one loses them', async () => {
  await arrived(
    'corrected',
    [{ event: { name: 'open', userId: 'ann', timestamp: '2024-03-01T12:00:00Z' } }],
    [start(), message(1)],
    [rated(2)],
    [{ conversation: { conversationId, timestamp: second(3), userId: 'bob' } }],
  )
  const people =
    '{ ann: user(id: "ann") { firstSeenAt lastSeenAt } bob: user(id: "bob") { firstSeenAt lastSeenAt } }'
  // The start says ann itself. Her later event is her last; the message and the rating are bob's.
  expect(await story(app, 'corrected').answer(people)).toEqual({
    ann: { firstSeenAt: second(0), lastSeenAt: '2024-03-01T12:00:00.000Z' },
    bob: { firstSeenAt: second(1), lastSeenAt: second(3) },
  })
  expect(await differences()).toEqual([])
})

test('a user who keeps no event of a day is not new on it', async () => {
  const yesterday = '2024-02-28T10:00:00.000Z'
  await arrived(
    'moved',
    [{ event: { name: 'open', userId: 'ann', timestamp: second(50) } }],
    [{ message: { conversationId, role: 'USER', timestamp: yesterday } }],
    [{ conversation: { conversationId, timestamp: second(10), userId: 'ann' } }],
    [{ conversation: { conversationId, timestamp: second(20), userId: 'bob' } }],
  )
  const asked = `{
    before: summary(range: { from: "2024-02-28T00:00:00Z", to: "2024-02-29T00:00:00Z" }) { newUsers activeUsers }
    after: summary(range: ${range}) { newUsers activeUsers }
  }`
  expect(await story(app, 'moved').answer(asked)).toEqual({
    before: { newUsers: 1, activeUsers: 1 },
    after: { newUsers: 1, activeUsers: 2 },
  })
  expect(await differences()).toEqual([])
})

test('a message whose conversation is known is copied with its values at once', async () => {
  await arrived('at once', [start()])
  const before = await lastRestatement()
  await arrived('at once', [message(1), aiCall(2)], [message(3)])
  expect(await lastRestatement()).toBe(before)
  expect(await inPostgres(app, 'at once', labels)).toEqual(
    Array(4).fill({ bot_id: 'support', channel: 'web', user_id: 'ann' }),
  )
})

async function lastRestatement(): Promise<string> {
  const { rows } = await app.services.database.pool.query('select last_value from restatement_ids')
  return rows[0].last_value
}
