import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { daysAgo, middayZone } from '../../support/midday-zone.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

const crawler = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'
const event = (userId: string | null, timestamp: string, more: object = {}) => ({
  event: { name: 'open', userId, timestamp, ...more },
})
const message = (userId: string, timestamp: string) => ({
  message: { userId, timestamp, conversationId: 'c', role: 'USER' },
})

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  await eventsHappened(app, 'spring', [
    event('ann', '2024-02-01T12:00:00Z'),
    event('bob', '2024-02-01T00:00:00Z'),
    event('cem', '2024-02-24T12:00:00Z'),
    message('ann', '2024-03-01T10:00:00Z'),
    message('ann', '2024-03-01T10:30:00Z'),
    event('ann', '2024-03-02T10:00:00Z'),
    message('dee', '2024-03-03T10:00:00Z'),
    event('ann', '2024-03-05T10:00:00Z', { channel: 'web' }),
    event('bob', '2024-03-08T10:00:00Z', { channel: 'web' }),
    event(null, '2024-03-04T10:00:00Z'),
    { activity: { userId: 'eve', type: 'login', timestamp: '2024-03-04T10:00:00Z', userAgent: crawler } },
    { systemMetric: { userId: 'fay', name: 'load', value: 1, timestamp: '2024-03-04T10:00:00Z' } },
  ])
})
afterAll(() => app.close())

const march = { from: '2024-03-01T00:00:00Z', to: '2024-03-06T00:00:00Z' }

interface Engagement {
  dau: number
  buckets: Record<string, unknown>[]
  days: Record<string, unknown>[]
  lifecycle: Record<string, number>[]
}
const engagementOf = async (
  fields: string,
  args: Record<string, unknown> = { range: march },
  project = 'spring',
) => {
  const types: Record<string, string> = {
    range: 'DateRangeInput!',
    interval: 'CalendarUnit!',
    filter: 'FilterInput!',
    compare: 'CompareInput!',
    timeZone: 'String!',
    weekStart: 'WeekStart!',
  }
  const names = Object.keys(args)
  const { engagement } = await story(app, project).answer<{ engagement: Engagement }>(
    `query (${names.map(name => `$${name}: ${types[name]}`).join(', ')}) {
      engagement(${names.map(name => `${name}: $${name}`).join(', ')}) { ${fields} }
    }`,
    args,
  )
  return engagement
}

describe('engagement', () => {
  test('counts the users of the 1, 7 and 30 days that end with each day', async () => {
    const day = (date: string, dau: number, wau: number, mau: number) => ({
      date: `2024-03-${date}`,
      dau,
      wau,
      mau,
      stickiness: dau / mau,
    })
    // On March 1, bob and ann of February 1 are 29 days back, and cem of February 24 is 6 days back.
    expect(await engagementOf('dau wau mau stickiness days { date dau wau mau stickiness }')).toEqual({
      dau: 1,
      wau: 2,
      mau: 3,
      stickiness: 1 / 3,
      days: [
        day('01', 1, 2, 3),
        day('02', 1, 1, 2),
        day('03', 1, 2, 3),
        day('04', 0, 2, 3),
        day('05', 1, 2, 3),
      ],
    })
  })

  test('contains sessions and messages per user, and a histogram of active days', async () => {
    // Sessions: ann on March 1 (half an hour), 2 and 5, dee on March 3.
    const fields = `activeUsers sessions averageSessionSeconds medianSessionSeconds bounceRate sessionsPerUser messagesPerUser
      activeDays { activeDays users } meta { sampleSize isComplete warnings }`
    expect(await engagementOf(fields)).toEqual({
      activeUsers: 2,
      sessions: 4,
      averageSessionSeconds: 450,
      medianSessionSeconds: 0,
      bounceRate: 3 / 4,
      sessionsPerUser: 2,
      messagesPerUser: 1.5,
      activeDays: [
        { activeDays: 1, users: 1 },
        { activeDays: 3, users: 1 },
      ],
      meta: { sampleSize: 8, isComplete: true, warnings: [] },
    })
  })

  test('shows its numbers by week or month: weekly active users of calendar weeks, monthly ones of months', async () => {
    const fields = 'buckets { start end isComplete activeUsers dau wau mau stickiness sessions bounceRate }'
    const range = { from: '2024-02-19T00:00:00Z', to: '2024-03-11T00:00:00Z' }
    const week = (start: string, end: string, numbers: object) => ({
      start: `2024-${start}T00:00:00.000Z`,
      end: `2024-${end}T00:00:00.000Z`,
      isComplete: true,
      ...numbers,
    })
    // The last days are February 25, March 3 with dee, and March 10. cem is active on February 24; ann and dee in the
    // next week; ann and bob in the last. From March 3 the 30 days begin on February 3, from March 10 on February 10.
    expect(await engagementOf(fields, { range, interval: 'WEEK' })).toEqual({
      buckets: [
        week('02-19', '02-26', {
          activeUsers: 1,
          dau: 0,
          wau: 1,
          mau: 3,
          stickiness: 0,
          sessions: 1,
          bounceRate: 1,
        }),
        week('02-26', '03-04', {
          ...{ activeUsers: 2, dau: 1, wau: 2, mau: 3, stickiness: 1 / 3, sessions: 3, bounceRate: 2 / 3 },
        }),
        week('03-04', '03-11', {
          activeUsers: 2,
          dau: 0,
          wau: 2,
          mau: 4,
          stickiness: 0,
          sessions: 2,
          bounceRate: 1,
        }),
      ],
    })
    const active = async (interval: string, more: object = {}) =>
      (await engagementOf('buckets { activeUsers wau mau }', { range, interval, ...more })).buckets.map(
        ({ activeUsers, wau, mau }) => [activeUsers, wau, mau],
      )
    // A Sunday begins the week: dee of March 3 moves to the week of ann and bob, which ends on March 9.
    expect(await active('WEEK', { weekStart: 'SUNDAY' })).toEqual([
      [1, 1, 3],
      [1, 1, 2],
      [3, 3, 4],
      [0, 2, 4],
    ])
    // In the part of February from the 19th cem alone; the 30 days that end with February 29 have ann and bob too.
    expect(await active('MONTH')).toEqual([
      [1, 1, 3],
      [3, 2, 4],
    ])
  })

  test('refuses buckets shorter than a day, whose days would repeat', async () => {
    const refusal = await story(app, 'spring').refusal('{ engagement(interval: HOUR) { buckets { dau } } }')
    expect(refusal).toEqual({ code: 'BAD_USER_INPUT', reason: 'INVALID_INTERVAL', field: 'interval' })
  })

  test('shows how long sessions are, in usual buckets or between given edges', async () => {
    const at = (seconds: number) => new Date(Date.UTC(2024, 2, 1) + seconds * 1_000).toISOString()
    const session = (sessionId: string, ...seconds: number[]) =>
      seconds.map(second => event('ann', at(second), { sessionId }))
    await eventsHappened(app, 'lengths', [
      ...session('single', 0),
      ...session('twice at once', 5, 5),
      ...session('9.999 s', 0, 9.999),
      ...session('10 s', 0, 10),
      ...session('5 min', 0, 100, 300),
      ...session('2 h', 0, 7_200),
    ])
    const range = { from: at(0), to: at(86_400) }
    const shown = 'fromSeconds toSeconds sessions share'
    const bucket = (fromSeconds: number, toSeconds: number | null, sessions: number) => ({
      ...{ fromSeconds, toSeconds, sessions, share: sessions / 6 },
    })
    expect(
      await engagementOf(
        `bounceRate usual: sessionLengths { ${shown} } given: sessionLengths(edges: [300, 7200]) { ${shown} }`,
        { range },
        'lengths',
      ),
    ).toEqual({
      bounceRate: 1 / 6,
      usual: [
        bucket(0, 10, 3),
        bucket(10, 30, 1),
        bucket(30, 60, 0),
        bucket(60, 180, 0),
        bucket(180, 600, 1),
        bucket(600, 1_800, 0),
        bucket(1_800, null, 1),
      ],
      given: [bucket(0, 300, 4), bucket(300, 7_200, 1), bucket(7_200, null, 1)],
    })
    expect(await engagementOf(`sessionLengths(edges: [60]) { ${shown} }`, { range }, 'empty')).toEqual({
      sessionLengths: [
        { fromSeconds: 0, toSeconds: 60, sessions: 0, share: null },
        { fromSeconds: 60, toSeconds: null, sessions: 0, share: null },
      ],
    })
  })

  test.each([
    ['no edge', '[]'],
    ['an edge at 0', '[0, 60]'],
    ['edges that descend', '[60, 30]'],
    ['an edge twice', '[60, 60]'],
    ['an edge after a year', '[31536001]'],
    ['101 edges', JSON.stringify(Array.from({ length: 101 }, (_, i) => i + 1))],
  ])('refuses lengths of sessions with %s', async (_, edges) => {
    const refusal = await story(app, 'spring').refusal(
      `{ engagement { sessionLengths(edges: ${edges}) { sessions } } }`,
    )
    expect(refusal).toEqual({ code: 'BAD_USER_INPUT', reason: 'INVALID_EDGES', field: 'edges' })
  })

  test('compares its last day with the last day of the previous period', async () => {
    const fields = `previous { dau wau mau stickiness sessions averageSessionSeconds }
      changes { field changeRate changePoints isUpGood } wau stickiness sessions`
    // February 29: no user that day, cem in the 7 days, ann, bob and cem in the 30 from January 31.
    expect(
      await engagementOf(fields, { range: march, compare: { period: 'PREVIOUS_PERIOD' } }),
    ).toMatchObject({
      previous: { dau: 0, wau: 1, mau: 3, stickiness: 0, sessions: 0, averageSessionSeconds: null },
      changes: [
        { field: 'dau', changeRate: null },
        { field: 'wau', changeRate: 1, changePoints: null, isUpGood: true },
        { field: 'mau', changeRate: 0 },
        { field: 'stickiness', changeRate: null, changePoints: expect.closeTo(100 / 3) },
        { field: 'sessions', changeRate: null },
        { field: 'averageSessionSeconds', changeRate: null },
      ],
    })
  })

  test('compares its buckets with those of the previous period', async () => {
    const range = { from: '2024-03-04T00:00:00Z', to: '2024-03-06T00:00:00Z' }
    const compare = { period: 'PREVIOUS_PERIOD' }
    // ann was active on March 5, and before on March 2; dee on March 3.
    expect(
      await engagementOf('buckets { start activeUsers } previousBuckets { start activeUsers }', {
        range,
        compare,
      }),
    ).toEqual({
      buckets: [
        { start: '2024-03-04T00:00:00.000Z', activeUsers: 0 },
        { start: '2024-03-05T00:00:00.000Z', activeUsers: 1 },
      ],
      previousBuckets: [
        { start: '2024-03-02T00:00:00.000Z', activeUsers: 1 },
        { start: '2024-03-03T00:00:00.000Z', activeUsers: 1 },
      ],
    })
    expect(await engagementOf('previousBuckets { start }', { range })).toEqual({ previousBuckets: [] })
  })

  test('ends with the range: no event at or after the end counts, even on the day that the range cuts', async () => {
    const until = (to: string) =>
      engagementOf('dau wau days { date dau }', { range: { from: '2024-03-05T00:00:00Z', to } })
    expect(await until('2024-03-05T10:00:00Z')).toEqual({
      dau: 0,
      wau: 2,
      days: [{ date: '2024-03-05', dau: 0 }],
    })
    expect(await until('2024-03-05T10:00:00.001Z')).toMatchObject({ dau: 1, days: [{ dau: 1 }] })
  })

  test('cuts days at midnight of the zone, even around a clock change', async () => {
    await eventsHappened(app, 'berlin', [
      event('ann', '2024-03-02T22:59:59.999Z'),
      event('bob', '2024-03-02T23:00:00Z'),
      event('ann', '2024-03-31T21:59:59.999Z'),
      event('bob', '2024-03-31T22:00:00Z'),
    ])
    // In Berlin: ann on March 2, bob on March 3; ann on March 31, bob on April 1.
    const range = { from: '2024-03-30T23:00:00Z', to: '2024-04-01T22:00:00Z' }
    expect(
      await engagementOf('days { date dau wau mau }', { range, timeZone: 'Europe/Berlin' }, 'berlin'),
    ).toEqual({
      days: [
        { date: '2024-03-31', dau: 1, wau: 1, mau: 2 },
        { date: '2024-04-01', dau: 1, wau: 2, mau: 2 },
      ],
    })
    const april = { from: '2024-04-01T22:00:00Z', to: '2024-04-02T22:00:00Z' }
    expect(await engagementOf('mau', { range: april, timeZone: 'Europe/Berlin' }, 'berlin')).toEqual({
      mau: 2,
    })
  })

  test('ends today if the range has not ended', async () => {
    const { timeZone, dateThere } = middayZone()
    await eventsHappened(app, 'running', [
      event('ann', new Date().toISOString()),
      event('bob', daysAgo(1).toISOString()),
    ])
    const range = { from: daysAgo(1).toISOString(), to: daysAgo(-7).toISOString() }
    expect(
      await engagementOf(
        'dau wau days { date dau wau } lifecycle { newUsers dormant isComplete }',
        { range, timeZone },
        'running',
      ),
    ).toEqual({
      dau: 1,
      wau: 2,
      days: [
        { date: dateThere(daysAgo(1)), dau: 1, wau: 1 },
        { date: dateThere(new Date()), dau: 1, wau: 2 },
      ],
      lifecycle: [
        { newUsers: 1, dormant: 0, isComplete: true },
        { newUsers: 1, dormant: 1, isComplete: false },
      ],
    })
    const future = { from: daysAgo(-3).toISOString(), to: daysAgo(-7).toISOString() }
    expect(
      await engagementOf(
        'dau mau stickiness days { dau } lifecycle { start }',
        { range: future, timeZone },
        'running',
      ),
    ).toEqual({ dau: 0, mau: 0, stickiness: null, days: [], lifecycle: [] })
  })

  test('counts only the events that pass a filter', async () => {
    const filter = { dimension: 'CHANNEL', values: ['web'] }
    const range = { from: '2024-03-04T00:00:00Z', to: '2024-03-09T00:00:00Z' }
    const fields =
      'dau wau mau sessions messagesPerUser activeDays { users } lifecycle { activeUsers newUsers }'
    // bob is active in channel web for the first time, but he is not new.
    expect(await engagementOf(fields, { range, filter, interval: 'YEAR' })).toEqual({
      dau: 1,
      wau: 2,
      mau: 2,
      sessions: 2,
      messagesPerUser: null,
      activeDays: [{ users: 2 }],
      lifecycle: [{ activeUsers: 2, newUsers: 2 }],
    })
    expect(await engagementOf(fields, { range, filter, interval: 'WEEK' })).toMatchObject({
      lifecycle: [{ activeUsers: 2, newUsers: 0 }],
    })
  })

  test('has zeros and no ratios without events', async () => {
    const fields = `dau wau mau stickiness sessions averageSessionSeconds sessionsPerUser messagesPerUser
      days { dau wau mau stickiness } activeDays { users } previous { mau } changes { field }
      lifecycle { activeUsers newUsers returning resurrecting dormant }`
    const range = { from: '2024-03-01T00:00:00Z', to: '2024-03-02T00:00:00Z' }
    expect(await engagementOf(fields, { range }, 'empty')).toEqual({
      dau: 0,
      wau: 0,
      mau: 0,
      stickiness: null,
      sessions: 0,
      averageSessionSeconds: null,
      sessionsPerUser: null,
      messagesPerUser: null,
      days: [{ dau: 0, wau: 0, mau: 0, stickiness: null }],
      activeDays: [],
      previous: null,
      changes: [],
      lifecycle: [{ activeUsers: 0, newUsers: 0, returning: 0, resurrecting: 0, dormant: 0 }],
    })
  })

  test.each([
    ['a zone that does not exist', 'timeZone: "Mars/Olympus"', 'INVALID_TIME_ZONE', 'timeZone'],
    [
      'a range that ends before it starts',
      'range: { dates: { from: "2024-01-02", to: "2024-01-01" } }',
      'INVALID_RANGE',
      'range',
    ],
    ['more buckets than 5,000', 'interval: MINUTE', 'TOO_MANY_BUCKETS', 'interval'],
    ['a filter without values', 'filter: { dimension: EVENT }', 'INVALID_FILTER', 'filter'],
  ])('refuses %s', async (_, args, reason, field) => {
    const refusal = await story(app, 'refused').refusal(`{ engagement(${args}) { dau lifecycle { start } } }`)
    expect(refusal).toEqual({ code: 'BAD_USER_INPUT', reason, field })
  })
})

describe('the lifecycle', () => {
  const fields = 'lifecycle { start activeUsers newUsers returning resurrecting dormant }'
  const bucket = (
    start: string,
    [activeUsers, newUsers, returning, resurrecting, dormant]: [number, number, number, number, number],
  ) => ({ start: `2024-${start}T00:00:00.000Z`, activeUsers, newUsers, returning, resurrecting, dormant })

  test('counts new, returning, resurrecting and dormant users per bucket', async () => {
    expect(await engagementOf(fields)).toEqual({
      lifecycle: [
        bucket('03-01', [1, 0, 0, 1, 0]),
        bucket('03-02', [1, 0, 1, 0, 0]),
        bucket('03-03', [1, 1, 0, 0, 1]),
        bucket('03-04', [0, 0, 0, 0, 1]),
        bucket('03-05', [1, 0, 0, 1, 0]),
      ],
    })
  })

  test('covers whole buckets, even if the range cuts the first and the last', async () => {
    // The week before has cem. The first has ann, back again, and dee, new; the last has ann, and bob after the range.
    expect(await engagementOf(fields, { range: march, interval: 'WEEK' })).toEqual({
      lifecycle: [bucket('02-26', [2, 1, 0, 1, 1]), bucket('03-04', [2, 0, 1, 1, 1])],
    })
  })

  test('adds up: active users are new, returning or resurrecting; dormant users were active and did not return', async () => {
    const users = ['ann', 'bob', 'cem', 'dee', 'eve', 'fay', 'gus']
    const isActive = (user: string, day: number) =>
      day >= 0 && (day * day * (users.indexOf(user) + 3) + day * users.indexOf(user)) % 7 < 3
    const days = Array.from({ length: 40 }, (_, day) => day)
    const noon = (day: number) => new Date(Date.UTC(2024, 3, 1 + day, 12)).toISOString()
    await eventsHappened(
      app,
      'sums',
      users.flatMap(user => days.filter(day => isActive(user, day)).map(day => event(user, noon(day)))),
    )
    const range = { from: '2024-04-04T00:00:00Z', to: '2024-05-11T00:00:00Z' }
    const { lifecycle } = await engagementOf(fields, { range }, 'sums')
    const expected = days.slice(3).map(day => {
      const now = users.filter(user => isActive(user, day))
      const before = users.filter(user => isActive(user, day - 1))
      const isNew = (user: string) => !days.slice(0, day).some(earlier => isActive(user, earlier))
      return {
        activeUsers: now.length,
        newUsers: now.filter(isNew).length,
        returning: now.filter(user => before.includes(user)).length,
        resurrecting: now.filter(user => !isNew(user) && !before.includes(user)).length,
        dormant: before.filter(user => !now.includes(user)).length,
      }
    })
    expect(lifecycle.map(({ start: _, ...numbers }) => numbers)).toEqual(expected)
    for (const { activeUsers, newUsers, returning, resurrecting } of expected)
      expect(activeUsers).toBe(newUsers + returning + resurrecting)
    for (const [i, { dormant, returning }] of expected.entries())
      if (i > 0) expect(dormant).toBe(expected[i - 1]!.activeUsers - returning)
  })
})
