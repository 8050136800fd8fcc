import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countStatements } from '../support/count-statements.ts'
import { story } from '../support/story.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { factsHappened } from '../support/track-facts.ts'
import { IdentifyDocument } from './operations.ts'

const at = (day: string) => `2024-${day}:00.000Z`

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  const ann = { userId: 'ann' }
  await factsHappened(app, 'spring', [
    {
      conversation: {
        ...ann,
        conversationId: 'c0',
        timestamp: at('02-20T12:00'),
        topics: ['old'],
        satisfaction: 1,
      },
    },
    { event: { ...ann, name: 'open', timestamp: at('03-01T10:00') } },
    { event: { ...ann, name: 'open', channel: 'web', timestamp: at('03-01T10:20') } },
    {
      message: {
        ...ann,
        conversationId: 'c1',
        role: 'USER',
        timestamp: at('03-02T12:00'),
        inputTokens: 10,
        outputTokens: 5,
        costUsd: '0.1',
      },
    },
    {
      conversation: {
        ...ann,
        conversationId: 'c1',
        timestamp: at('03-02T12:10'),
        topics: ['login', 'billing'],
        satisfaction: 4,
      },
    },
    { aiCall: { ...ann, timestamp: at('03-02T20:00'), inputTokens: 20, costUsd: '0.2' } },
    {
      conversation: {
        ...ann,
        conversationId: 'c2',
        timestamp: at('03-03T12:00'),
        topics: ['billing'],
        satisfaction: 5,
      },
    },
    { event: { ...ann, name: 'open', timestamp: at('04-05T12:00') } },
    { event: { userId: 'bob', name: 'open', timestamp: at('02-10T12:00') } },
  ])
  await story(app, 'spring').answer(IdentifyDocument, { input: { userId: 'cem' } })
  await factsHappened(app, 'elsewhere', [{ event: { ...ann, name: 'open', timestamp: at('03-01T10:00') } }])
})
afterAll(() => app.close())

const march = { from: '2024-03-01T00:00:00Z', to: '2024-04-01T00:00:00Z' }
const everything = `events sessions averageSessionSeconds messages conversations tokens costUsd satisfaction lastActiveAt
  topics { topic count } meta { sampleSize isComplete warnings }`
const analyticsOf = async (id: string, fields = everything, more: object = {}, project = 'spring') => {
  const { user } = await story(app, project).answer<{ user: { analytics: object } | null }>(
    `query ($id: String!, $range: DateRangeInput!, $filter: FilterInput) {
      user(id: $id) { analytics(range: $range, filter: $filter) { ${fields} } }
    }`,
    { id, range: march, ...more },
  )
  return user?.analytics
}

describe('the analytics of a user', () => {
  test('tell what they did in the range, and when they were last active by its end', async () => {
    // Sessions: 20 minutes on March 1, 10 minutes on March 2, a moment on March 3. The model call opens none.
    expect(await analyticsOf('ann')).toEqual({
      events: 6,
      sessions: 3,
      averageSessionSeconds: 600,
      messages: 1,
      conversations: 2,
      tokens: 35,
      costUsd: '0.3',
      satisfaction: 4.5,
      lastActiveAt: at('03-03T12:00'),
      topics: [
        { topic: 'billing', count: 2 },
        { topic: 'login', count: 1 },
      ],
      meta: { sampleSize: 6, isComplete: true, warnings: [] },
    })
  })

  const nothing = {
    events: 0,
    sessions: 0,
    averageSessionSeconds: null,
    messages: 0,
    conversations: 0,
    tokens: 0,
    costUsd: '0',
    satisfaction: null,
    topics: [],
    meta: { sampleSize: 0, isComplete: true, warnings: [] },
  }
  test('of somebody who was away are zeros, and still say when they were last active', async () => {
    expect(await analyticsOf('bob')).toEqual({ ...nothing, lastActiveAt: at('02-10T12:00') })
    expect(await analyticsOf('cem')).toEqual({ ...nothing, lastActiveAt: null })
  })

  test('count only the facts that pass a filter', async () => {
    const filter = { dimension: 'CHANNEL', values: ['web'] }
    const fields = 'events sessions averageSessionSeconds messages lastActiveAt'
    expect(await analyticsOf('ann', fields, { filter })).toEqual({
      events: 1,
      sessions: 1,
      averageSessionSeconds: 0,
      messages: 0,
      lastActiveAt: at('03-01T10:20'),
    })
  })

  test('are those of the project alone', async () => {
    expect(await analyticsOf('ann', 'events sessions topics { topic }', {}, 'elsewhere')).toEqual({
      events: 1,
      sessions: 1,
      topics: [],
    })
    expect(await analyticsOf('bob', 'events', {}, 'elsewhere')).toBeUndefined()
  })

  test('of all users on a page cost as many statements as those of one', async () => {
    const { answer } = story(app, 'spring')
    const page = async (first: number, fields: string) =>
      (
        await answer<{ users: { nodes: { userId: string; analytics: object }[] } }>(
          `query ($range: DateRangeInput!, $first: Int!) {
            users(first: $first) { nodes { userId analytics(range: $range) { ${fields} } } }
          }`,
          { range: march, first },
        )
      ).users.nodes
    const one = await countStatements(app, () => page(1, everything))
    const all = await countStatements(app, () => page(3, everything))
    expect(all).toEqual(one)
    const numbers = await page(3, 'events sessions')
    expect(numbers.toSorted((a, b) => a.userId.localeCompare(b.userId))).toEqual([
      { userId: 'ann', analytics: { events: 6, sessions: 3 } },
      { userId: 'bob', analytics: { events: 0, sessions: 0 } },
      { userId: 'cem', analytics: { events: 0, sessions: 0 } },
    ])
  })

  test('are not for the service that identifies the user', async () => {
    const identify = 'mutation { identify(input: { userId: "ann" }) { user { analytics { events } } } }'
    const { errors } = await app.ask(identify, {}, app.token('service', 'spring'))
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  })

  test.each([
    ['a zone that does not exist', { timeZone: 'Mars/Olympus' }, 'INVALID_TIME_ZONE', 'timeZone'],
    ['a range in no way', { range: {} }, 'INVALID_RANGE', 'range'],
    ['a filter without values', { filter: { dimension: 'EVENT' } }, 'INVALID_FILTER', 'filter'],
  ])('refuse %s', async (_, args, reason, field) => {
    const { data, errors } = await story(app, 'spring').ask(
      `query ($timeZone: String, $range: DateRangeInput, $filter: FilterInput) {
        user(id: "ann") { analytics(timeZone: $timeZone, range: $range, filter: $filter) { events } }
      }`,
      args,
    )
    expect(data).toEqual({ user: null })
    expect(errors[0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason, field })
  })
})
