import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'
import { IdentifyDocument } from '../operations/operations.ts'

const crawler = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'
const event = (userId: string | null, timestamp: string, more: object = {}) => ({
  event: { name: 'open', userId, timestamp: `2024-${timestamp}T12:00:00Z`, ...more },
})
const message = (userId: string, timestamp: string, channel: string) => ({
  message: { userId, timestamp: `2024-${timestamp}T12:00:00Z`, channel, conversationId: 'c', role: 'USER' },
})
const identified = (project: string, userId: string, traits: Record<string, unknown>) =>
  story(app, project).answer(IdentifyDocument, { input: { userId, traits } })

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  await eventsHappened(app, 'spring', [
    event('ann', '02-10', { channel: 'web' }),
    event('ann', '03-02', { channel: 'web', properties: { plan: 'free', address: { city: 'Rome' } } }),
    message('ann', '03-03', 'slack'),
    event('bob', '03-05', { channel: 'web', properties: { plan: 'free' } }),
    message('bob', '03-05', 'web'),
    event('cem', '03-06', { channel: 'slack', properties: { plan: 'pro', address: { city: 'Oslo' } } }),
    event('dee', '03-07'),
    event('ann', '04-01', { channel: 'whatsapp' }),
    event(null, '03-08', { channel: 'web' }),
    { activity: { userId: 'eve', type: 'login', timestamp: '2024-03-08T12:00:00Z', userAgent: crawler } },
    { systemMetric: { userId: 'dee', name: 'load', value: 1, timestamp: '2024-03-08T12:00:00Z' } },
  ])
  await identified('spring', 'ann', { plan: 'free', seats: 3, 'a.b': 'dotted', a: { b: 'nested' } })
  await identified('spring', 'ann', { plan: 'pro' })
  await identified('spring', 'bob', { plan: 'free', seats: 3 })
  await identified('spring', 'cem', { plan: 'pro', isVip: true, tags: ['a', 'b'], home: { city: 'Oslo' } })
  await identified('spring', 'fay', { plan: 'pro' })
  await eventsHappened(app, 'elsewhere', [event('ann', '03-02', { channel: 'web' })])
  await identified('elsewhere', 'ann', { plan: 'enterprise' })
})
afterAll(() => app.close())

const march = { from: '2024-03-01T00:00:00Z', to: '2024-04-01T00:00:00Z' }
const everything = `groups { value users newUsers returningUsers events messages share } groupCount otherUsers
  total { users newUsers returningUsers events messages } meta { sampleSize isComplete warnings }`
const audienceBy = async (by: object, more: object = {}, fields = everything, project = 'spring') => {
  const { audience } = await story(app, project).answer<{ audience: Record<string, unknown> }>(
    `query ($by: BreakdownInput!, $range: DateRangeInput!, $filter: FilterInput, $first: Int! = 50) {
      audience(by: $by, range: $range, filter: $filter, first: $first) { ${fields} }
    }`,
    { by, range: march, ...more },
  )
  return audience
}
const group = (value: string | null, users: number, newUsers: number, events: number, messages: number) => ({
  value,
  users,
  newUsers,
  returningUsers: users - newUsers,
  events,
  messages,
  share: users / 4,
})

const byChannel = {
  groups: [group('slack', 2, 1, 2, 1), group('web', 2, 1, 3, 1), group(null, 1, 1, 1, 0)],
  groupCount: 3,
  otherUsers: 0,
  total: { users: 4, newUsers: 3, returningUsers: 1, events: 6, messages: 2 },
  meta: { sampleSize: 6, isComplete: true, warnings: [] },
}

describe('the audience', () => {
  test('by channel counts all and new users, and their activity', async () => {
    // ann is in two groups but once in the total. Crawlers, metrics and events without a user are in none.
    expect(await audienceBy({ dimension: 'CHANNEL' })).toEqual(byChannel)
  })

  test('has the same numbers when its days are precomputed', async () => {
    const tables = async () => {
      const { audience } = await story(app, 'spring').answer<{ audience: { meta: unknown } }>(
        `query ($range: DateRangeInput!) {
          audience(by: { dimension: CHANNEL }, range: $range, explain: true) {
            total { users } meta { explanation { statements { tables { table } } } }
          }
        }`,
        { range: march },
      )
      return JSON.stringify(audience.meta)
    }
    await expect.poll(tables, { timeout: 30_000 }).toContain('audience_days')
    expect(await audienceBy({ dimension: 'CHANNEL' })).toEqual(byChannel)
    // ann is in the shown group; ann, bob and dee are in the others.
    const fields = 'groups { value } groupCount otherUsers'
    expect(await audienceBy({ dimension: 'CHANNEL' }, { first: 1 }, fields)).toEqual({
      groups: [{ value: 'slack' }],
      groupCount: 3,
      otherUsers: 3,
    })
    expect(await audienceBy({ dimension: 'BOT' }, {}, 'groups { value users }')).toEqual({
      groups: [{ value: null, users: 4 }],
    })
  })

  test('by a property counts nested properties too', async () => {
    const fields = 'groups { value users }'
    expect(await audienceBy({ property: 'plan' }, {}, fields)).toEqual({
      // ann, bob and dee have events without a plan.
      groups: [
        { value: null, users: 3 },
        { value: 'free', users: 2 },
        { value: 'pro', users: 1 },
      ],
    })
    expect(await audienceBy({ property: 'address.city' }, {}, fields)).toEqual({
      groups: [
        { value: null, users: 3 },
        { value: 'Oslo', users: 1 },
        { value: 'Rome', users: 1 },
      ],
    })
  })

  test('by a trait uses the current value of each active user', async () => {
    expect(await audienceBy({ trait: 'plan' })).toEqual({
      groups: [group('pro', 2, 1, 3, 1), group(null, 1, 1, 1, 0), group('free', 1, 1, 2, 1)],
      groupCount: 3,
      otherUsers: 0,
      total: { users: 4, newUsers: 3, returningUsers: 1, events: 6, messages: 2 },
      meta: { sampleSize: 6, isComplete: true, warnings: [] },
    })
  })

  test('by a trait reads numbers, nested keys and keys with a dot', async () => {
    const fields = 'groups { value users }'
    const rest = { value: null, users: 3 }
    expect(await audienceBy({ trait: 'seats' }, {}, fields)).toEqual({
      groups: [
        { value: null, users: 2 },
        { value: '3', users: 2 },
      ],
    })
    expect(await audienceBy({ trait: 'a.b' }, {}, fields)).toEqual({
      groups: [rest, { value: 'nested', users: 1 }],
    })
    expect(await audienceBy({ trait: 'a%2Eb' }, {}, fields)).toEqual({
      groups: [rest, { value: 'dotted', users: 1 }],
    })
  })

  test('by a trait that is a boolean, a list or an object has the values that a filter compares', async () => {
    const groups = async (trait: string) => (await audienceBy({ trait }, {}, 'groups { value users }')).groups
    const rest = { value: null, users: 3 }
    expect(await groups('isVip')).toEqual([rest, { value: 'true', users: 1 }])
    expect(await groups('tags')).toEqual([rest, { value: '["a","b"]', users: 1 }])
    expect(await groups('home')).toEqual([{ value: null, users: 4 }])
    const filter = { trait: 'tags', values: ['["a","b"]'] }
    expect(await audienceBy({ trait: 'home.city' }, { filter }, 'groups { value users }')).toEqual({
      groups: [{ value: 'Oslo', users: 1 }],
    })
  })

  test('shows the largest groups, and counts the groups and users that are not shown', async () => {
    const fields = 'groups { value } groupCount otherUsers meta { warnings }'
    const shown = { groupCount: 3, meta: { warnings: ['The largest 1 of 3 groups are shown.'] } }
    // ann is in the shown group; ann, bob and dee are in the others.
    expect(await audienceBy({ dimension: 'CHANNEL' }, { first: 1 }, fields)).toEqual({
      groups: [{ value: 'slack' }],
      otherUsers: 3,
      ...shown,
    })
    expect(await audienceBy({ trait: 'plan' }, { first: 1 }, fields)).toEqual({
      groups: [{ value: 'pro' }],
      otherUsers: 2,
      ...shown,
    })
  })

  test('counts only the events that pass a filter', async () => {
    const filter = { dimension: 'KIND', values: ['message'] }
    const fields = 'groups { value users newUsers events share } total { users }'
    const expected = (first: string, second: string) => ({
      groups: [
        { value: first, users: 1, newUsers: 0, events: 1, share: 0.5 },
        { value: second, users: 1, newUsers: 1, events: 1, share: 0.5 },
      ],
      total: { users: 2 },
    })
    expect(await audienceBy({ dimension: 'CHANNEL' }, { filter }, fields)).toEqual(expected('slack', 'web'))
    // By trait the groups are sorted by value: free is bob, pro is ann.
    const { groups } = expected('pro', 'free')
    expect(await audienceBy({ trait: 'plan' }, { filter }, fields)).toEqual({
      groups: groups.toReversed(),
      total: { users: 2 },
    })
  })

  test("contains only the project's own users", async () => {
    const fields = 'groups { value users newUsers } total { users }'
    const expected = (value: string) => ({ groups: [{ value, users: 1, newUsers: 1 }], total: { users: 1 } })
    expect(await audienceBy({ dimension: 'CHANNEL' }, {}, fields, 'elsewhere')).toEqual(expected('web'))
    expect(await audienceBy({ trait: 'plan' }, {}, fields, 'elsewhere')).toEqual(expected('enterprise'))
  })

  test.each([{ dimension: 'CHANNEL' }, { property: 'plan' }, { trait: 'plan' }])(
    'by %j is empty without active users',
    async by => {
      expect(await audienceBy(by, {}, everything, 'empty')).toEqual({
        groups: [],
        groupCount: 0,
        otherUsers: 0,
        total: { users: 0, newUsers: 0, returningUsers: 0, events: 0, messages: 0 },
        meta: { sampleSize: 0, isComplete: true, warnings: [] },
      })
    },
  )

  const channel = { by: { dimension: 'CHANNEL' } }
  test.each([
    ['a property without a name', { by: { property: '' } }, 'INVALID_BREAKDOWN', 'by'],
    ['a trait with a NUL', { by: { trait: 'a\0b' } }, 'INVALID_BREAKDOWN', 'by'],
    ['no groups', { ...channel, first: 0 }, 'INVALID_FIRST', 'first'],
    ['1,001 groups', { ...channel, first: 1_001 }, 'INVALID_FIRST', 'first'],
    ['a zone that does not exist', { ...channel, timeZone: 'Mars/Olympus' }, 'INVALID_TIME_ZONE', 'timeZone'],
    [
      'a range that ends before it starts',
      { ...channel, range: { dates: { from: '2024-01-02', to: '2024-01-01' } } },
      'INVALID_RANGE',
      'range',
    ],
    ['a filter without values', { ...channel, filter: { dimension: 'EVENT' } }, 'INVALID_FILTER', 'filter'],
  ])('refuses %s', async (_, args, reason, field) => {
    const refusal = await story(app, 'refused').refusal(
      `query ($by: BreakdownInput!, $first: Int! = 50, $timeZone: String, $range: DateRangeInput, $filter: FilterInput) {
        audience(by: $by, first: $first, timeZone: $timeZone, range: $range, filter: $filter) { groupCount }
      }`,
      args,
    )
    expect(refusal).toEqual({ code: 'BAD_USER_INPUT', reason, field })
  })
})
