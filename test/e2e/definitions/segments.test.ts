import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { compile } from '../../../src/clickhouse/sql.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'
import { IdentifyDocument } from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const hour = 3_600_000
const ago = (days: number, hours = 0) => new Date(Date.now() - days * 24 * hour - hours * hour).toISOString()

const preview = `query ($input: PreviewSegmentInput!) {
  previewSegment(input: $input) { size knownUsers share members { userId } }
}`
const create = `mutation ($input: CreateSegmentInput!) {
  createSegment(input: $input) { segment { id name version condition } userErrors { code field } }
}`
const update = `mutation ($input: UpdateSegmentInput!) {
  updateSegment(input: $input) { segment { id name version condition } userErrors { code field } }
}`
const remove = `mutation ($input: DeleteSegmentInput!) {
  deleteSegment(input: $input) { deletedId userErrors { code field message } }
}`

interface Saved {
  segment: { id: string; name: string; version: number; condition: object } | null
  userErrors: object[]
}

const members = async (project: string, condition: object) => {
  const { previewSegment } = await story(app, project).answer<{
    previewSegment: { size: number; members: { userId: string }[] }
  }>(preview, { input: { condition } })
  const ids = previewSegment.members.map(({ userId }) => userId).sort()
  expect(previewSegment.size).toBe(ids.length)
  return ids
}

const saved = async (project: string, name: string, condition: object) => {
  const { createSegment } = await story(app, project).answer<{ createSegment: Saved }>(create, {
    input: { name, condition },
  })
  expect(createSegment.userErrors).toEqual([])
  return createSegment.segment!.id
}

const metric = (name: string, operator: string, value?: unknown) => ({
  metric: { metric: name, operator, value },
})
const trait = (key: string, ...values: unknown[]) => ({ trait: { key, values } })

describe('the standard segments of a platform', () => {
  const events = (userId: string, days: number[]) =>
    days.map(day => ({ event: { name: 'open', userId, timestamp: ago(day, 1) } }))

  beforeAll(async () => {
    await eventsHappened(app, 'first', [
      // ann: 11 sessions, the last within a week. bob: 11 sessions, the last ten days ago. cem: only two.
      ...events('ann', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
      ...events('bob', [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]),
      ...events('cem', [0, 1]),
      // dan: twelve days of four weeks, the last 31 days ago. eve: as long away, but rarely active before.
      ...events('dan', [31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 58]),
      ...events('eve', [31, 33, 59]),
    ])
    await story(app, 'first').answer(IdentifyDocument, { input: { userId: 'fay', traits: { plan: 'pro' } } })
  })

  test('power users have more than ten sessions and were active within seven days', async () => {
    const powerUsers = {
      and: [metric('TOTAL_SESSIONS', 'GREATER_THAN', 10), metric('LAST_ACTIVE', 'GREATER_THAN', '-7d')],
    }
    expect(await members('first', powerUsers)).toEqual(['ann'])
    expect(await members('first', { not: powerUsers })).toEqual(['bob', 'cem', 'dan', 'eve', 'fay'])
  })

  test('users at risk were highly active and have been away for more than 30 days', async () => {
    const atRisk = (level: string) => ({
      and: [metric('DAYS_SINCE_LAST_ACTIVE', 'GREATER_THAN', 30), metric('PREVIOUS_ACTIVITY', 'IS', level)],
    })
    expect(await members('first', atRisk('high'))).toEqual(['dan'])
    expect(await members('first', atRisk('LOW'))).toEqual(['eve'])
    expect(await members('first', metric('PREVIOUS_ACTIVITY', 'IS', 'none'))).toEqual(['fay'])
  })
})

describe('every question that takes a segment', () => {
  beforeAll(async () => {
    const events = (userId: string, n: number) => [
      ...Array.from({ length: n }, (_, i) => ({
        event: { name: 'open', userId, timestamp: ago(0, i / 100), properties: { page: userId } },
      })),
      { message: { userId, conversationId: `of ${userId}`, role: 'ASSISTANT', timestamp: ago(0, 0.1) } },
      { conversation: { userId, conversationId: `of ${userId}`, topics: [userId], timestamp: ago(0, 0.1) } },
      { aiCall: { userId, provider: 'acme', model: userId, callType: 'COMPLETION', timestamp: ago(0, 0.1) } },
      { apiCall: { userId, endpoint: `/${userId}`, method: 'GET', statusCode: 200, timestamp: ago(0, 0.1) } },
    ]
    await eventsHappened(app, 'members', events('ann', 3))
    await eventsHappened(app, 'both', [...events('ann', 3), ...events('bob', 5)])
    for (const project of ['members', 'both'])
      await story(app, project).answer(IdentifyDocument, {
        input: { userId: 'ann', traits: { plan: 'pro' } },
      })
    await story(app, 'both').answer(IdentifyDocument, { input: { userId: 'bob', traits: { plan: 'free' } } })
  })

  const today = 'range: { last: { count: 2, unit: DAY } }'
  // In "both" the segment leaves ann; "members" holds the same events of ann and no others.
  test.each<[string, (args: string) => string]>([
    [
      'summary',
      a =>
        `summary(${a}) { totalEvents totalUsers activeUsersToday totalConversations totalMessages totalApiCalls }`,
    ],
    [
      'stats',
      a =>
        `stats(${today} ${a}) { events activeUsers newUsers totalUsers sessions buckets { events totalUsers } }`,
    ],
    ['userStats', a => `userStats(${today} ${a}) { activeUsers newUsers totalUsers sessions }`],
    ['activeUsers', a => `activeUsers(${a}) { users }`],
    ['totalUsers', a => `totalUsers(${a}) { users }`],
    ['topUsers', a => `topUsers(${today} ${a}) { users { user { userId } events } }`],
    ['dailyStats', a => `dailyStats(days: 2 ${a}) { events activeUsers newUsers totalUsers messages }`],
    ['timeSeries', a => `timeSeries(input: { ${today} interval: DAY ${a} }) { series { values } }`],
    [
      'engagement',
      a =>
        `engagement(${today} ${a}) { days { dau mau } activeDays { activeDays users } lifecycle { activeUsers newUsers } }`,
    ],
    [
      'audience',
      a =>
        `audience(${today} by: { trait: "plan" } ${a}) { total { users newUsers } groups { value users } }`,
    ],
    ['messageStats', a => `messageStats(${today} ${a}) { messages }`],
    [
      'conversationAnalytics',
      a =>
        `conversationAnalytics(${today} ${a}) { summary { conversations messages } timeline { conversations } topics { topic } }`,
    ],
    ['aiStats', a => `aiStats(${today} ${a}) { calls }`],
    ['aiModels', a => `aiModels(${today} ${a}) { models { model calls } }`],
    ['aiUsage', a => `aiUsage(${today} ${a}) { meta { sampleSize } }`],
    ['apiUsage', a => `apiUsage(${today} ${a}) { endpoints { endpoint } }`],
    ['performance', a => `performance(${today} ${a}) { endpoints { endpoint } models { model } }`],
    [
      'overview',
      a => `overview(${today} ${a}) { summary { totalEvents } conversations { summary { conversations } } }`,
    ],
    [
      'catalog',
      a =>
        `catalog(${today} ${a}) { events { name count } traits { key topValues { value count } } properties { path topValues { value } } }`,
    ],
    ['unpricedModels', a => `unpricedModels(${today} ${a}) { models { model } }`],
    [
      'funnel',
      a =>
        `funnel(input: { ${today} steps: [{ event: "open" }, { event: "open" }] ${a} }) { totalUsers steps { users } }`,
    ],
    [
      'cohorts',
      a =>
        `cohorts(input: { interval: DAY periods: 2 ${today} ${a} }) { size rows { size cells { users } } }`,
    ],
    [
      'cohorts of any entry',
      a =>
        `cohorts(input: { interval: DAY periods: 2 ${today} target: { event: "open" } ${a} }) { size rows { size } }`,
    ],
    ['lifecycle', a => `lifecycle(input: { ${today} ${a} }) { buckets { activeUsers newUsers dormant } }`],
    ['stickiness', a => `stickiness(input: { ${today} ${a} }) { activeUsers rows { users } }`],
    ['paths', a => `paths(input: { anchor: { event: "open" } ${today} ${a} }) { occurrences users }`],
    ['user.analytics', a => `user(id: "ann") { analytics(${today} ${a}) { topics { topic } } }`],
  ])('counts only the users of the segment: %s', async (_, field) => {
    const alone = await story(app, 'members').answer(`{ ${field('weekStart: MONDAY')} }`)
    const inline = await story(app, 'both').answer(
      `{ ${field('weekStart: MONDAY segment: { trait: { key: "plan", values: ["pro"] } }')} }`,
    )
    expect(inline).toEqual(alone)
    const id = await saved('both', `of ${_}`, trait('plan', 'pro'))
    expect(await story(app, 'both').answer(`{ ${field(`weekStart: MONDAY segmentId: "${id}"`)} }`)).toEqual(
      alone,
    )
    const everything = await story(app, 'both').answer(`{ ${field('weekStart: MONDAY')} }`)
    if (!['aiUsage', 'user.analytics'].includes(_)) expect(everything).not.toEqual(alone)
  })

  test('is refused with both an id and a condition, and with an unknown id', async () => {
    const ask =
      'query ($id: ID, $segment: SegmentInput) { summary(segmentId: $id, segment: $segment) { totalEvents } }'
    const { refusal } = story(app, 'both')
    expect(await refusal(ask, { id: '1', segment: trait('a', 'b') })).toMatchObject({
      reason: 'INVALID_SEGMENT',
    })
    for (const id of ['999999', 'x', '-1', '0'])
      expect(await refusal(ask, { id })).toMatchObject({ reason: 'NOT_FOUND', field: 'segmentId' })
    const elsewhere = await saved('first', 'elsewhere', trait('plan', 'pro'))
    expect(await refusal(ask, { id: elsewhere })).toMatchObject({ reason: 'NOT_FOUND' })
  })
})

describe('a saved segment', () => {
  beforeAll(async () => {
    for (const [userId, plan] of Object.entries({ ann: 'pro', bob: 'pro', cem: 'free' }))
      await story(app, 'saved').answer(IdentifyDocument, { input: { userId, traits: { plan } } })
  })

  test('has a size, a share and members that agree, and follows its users', async () => {
    const id = await saved('saved', 'Pro', trait('plan', 'pro'))
    const ask = `{ segment(id: "${id}") { name version size share members(first: 1) { nodes { userId } totalCount pageInfo { endCursor } } } }`
    const { segment } = await story(app, 'saved').answer<{ segment: object }>(ask)
    expect(segment).toMatchObject({
      name: 'Pro',
      version: 1,
      size: 2,
      share: 2 / 3,
      members: { nodes: [{ userId: 'bob' }], totalCount: 2 },
    })
    const { segments } = await story(app, 'saved').answer<{ segments: object }>(
      '{ segments { totalCount nodes { name } } }',
    )
    expect(segments).toEqual({ totalCount: 1, nodes: [{ name: 'Pro' }] })
  })

  test('can be changed with its latest version only', async () => {
    const id = await saved('saved', 'Changing', trait('plan', 'pro'))
    const change = async (input: object) =>
      (await story(app, 'saved').answer<{ updateSegment: Saved }>(update, { input: { id, ...input } }))
        .updateSegment
    expect((await change({ expectedVersion: 1, condition: trait('plan', 'free') })).segment).toMatchObject({
      version: 2,
    })
    expect((await change({ expectedVersion: 1, name: 'Late' })).userErrors).toMatchObject([
      { code: 'VERSION_CONFLICT' },
    ])
    expect(await members('saved', { segmentId: id })).toEqual(['cem'])
  })

  test('never contains itself: neither when saved nor when asked about', async () => {
    const inner = await saved('saved', 'Inner', trait('plan', 'pro'))
    const outer = await saved('saved', 'Outer', { not: { segmentId: inner } })
    expect(await members('saved', { segmentId: outer })).toEqual(['cem'])
    const change = { id: inner, expectedVersion: 1, condition: { or: [{ segmentId: outer }] } }
    const { updateSegment } = await story(app, 'saved').answer<{ updateSegment: Saved }>(update, {
      input: change,
    })
    expect(updateSegment.userErrors).toMatchObject([{ code: 'SEGMENT_CYCLE' }])
    await app.services.database.pool.query('update definitions set content = $2 where id = $1', [
      inner,
      JSON.stringify(change.condition),
    ])
    expect(
      await story(app, 'saved').refusal(preview, { input: { condition: { segmentId: outer } } }),
    ).toMatchObject({
      reason: 'SEGMENT_CYCLE',
    })
  })

  test('can be deleted only if no definition names it, and is unknown afterwards', async () => {
    const inner = await saved('saved', 'Used', trait('plan', 'pro'))
    const outer = await saved('saved', 'Using', {
      and: [{ segmentId: inner }, { not: { segmentId: inner } }],
    })
    const del = async (id: string) =>
      (
        await story(app, 'saved').answer<{
          deleteSegment: { deletedId: string | null; userErrors: object[] }
        }>(remove, { input: { id } })
      ).deleteSegment
    expect(await del(inner)).toMatchObject({
      deletedId: null,
      userErrors: [{ code: 'SEGMENT_IN_USE', message: expect.stringContaining('"Using"') }],
    })
    expect((await del(outer)).deletedId).toBe(outer)
    expect((await del(inner)).deletedId).toBe(inner)
    expect((await del(inner)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }])
    expect(await story(app, 'saved').answer(`{ segment(id: "${inner}") { size } }`)).toEqual({
      segment: null,
    })
    expect(
      await story(app, 'saved').refusal(`{ summary(segmentId: "${inner}") { totalEvents } }`),
    ).toMatchObject({
      reason: 'NOT_FOUND',
    })
  })

  test("is frozen by a snapshot, which survives the loss of ClickHouse's data", async () => {
    const id = await saved('saved', 'Frozen', trait('plan', 'free'))
    const { snapshotSegment } = await story(app, 'saved').answer<{
      snapshotSegment: { snapshot: { id: string; size: number } }
    }>(
      `mutation { snapshotSegment(input: { id: "${id}" }) { snapshot { id size members { totalCount nodes { userId } } } userErrors { code } } }`,
    )
    const { snapshot } = snapshotSegment
    expect(snapshot).toMatchObject({ size: 1, members: { totalCount: 1, nodes: [{ userId: 'cem' }] } })
    await story(app, 'saved').answer(IdentifyDocument, { input: { userId: 'dan', traits: { plan: 'free' } } })
    expect(await members('saved', { segmentId: id })).toEqual(['cem', 'dan'])
    expect(await members('saved', { snapshotId: snapshot.id })).toEqual(['cem'])
    await app.services.clickhouse.dropTables()
    const kept = () => members('saved', { and: [{ snapshotId: snapshot.id }] })
    await expect.poll(kept, { timeout: 20_000 }).toEqual(['cem'])
    const { segment } = await story(app, 'saved').answer<{ segment: object }>(
      `{ segment(id: "${id}") { snapshots { nodes { id size } } sizeOverTime(range: { last: { count: 2, unit: DAY } }) { size isComplete } } }`,
    )
    expect(segment).toEqual({
      snapshots: { nodes: [{ id: snapshot.id, size: 1 }] },
      sizeOverTime: [
        { size: 0, isComplete: true },
        { size: 2, isComplete: false },
      ],
    })
  })
})

describe('a condition is refused', () => {
  const nested = (depth: number): object => (depth === 1 ? trait('a', 'b') : { not: nested(depth - 1) })
  test.each<[string, string, object]>([
    ['nine levels deep', 'INVALID_SEGMENT', nested(9)],
    ['with 101 conditions', 'INVALID_SEGMENT', { or: Array.from({ length: 101 }, () => trait('a', 'b')) }],
    ['with an empty list', 'INVALID_SEGMENT', { and: [] }],
    [
      'that asks whether a level is above a text',
      'INVALID_SEGMENT',
      metric('PREVIOUS_ACTIVITY', 'GREATER_THAN', 'low'),
    ],
    ['with an unknown level', 'INVALID_SEGMENT', metric('PREVIOUS_ACTIVITY', 'IS', '__proto__')],
    ['that compares a number with a text', 'INVALID_SEGMENT', metric('TOTAL_EVENTS', 'GREATER_THAN', 'many')],
    ['that compares a number with nothing', 'INVALID_SEGMENT', metric('TOTAL_EVENTS', 'IS')],
    ['that looks for a text in a number', 'INVALID_SEGMENT', metric('TOTAL_EVENTS', 'CONTAINS', 1)],
    ['with an invalid time', 'INVALID_SEGMENT', metric('LAST_ACTIVE', 'GREATER_THAN', '-7 days')],
    ['with a time in the future', 'INVALID_SEGMENT', metric('LAST_ACTIVE', 'GREATER_THAN', '7d')],
    ['with an operator that no time has', 'INVALID_SEGMENT', metric('LAST_ACTIVE', 'IS', '-7d')],
    [
      'by a trait above a text',
      'INVALID_FILTER',
      { trait: { key: 'seats', operator: 'GREATER_THAN', values: ['x'] } },
    ],
    [
      'by an invalid regular expression',
      'INVALID_FILTER',
      { trait: { key: 'plan', operator: 'MATCHES', values: ['((a{100}){100}){100}'] } },
    ],
    [
      'by a behavior within 0 days',
      'INVALID_SEGMENT',
      { behavior: { firstTime: { event: 'a', withinDays: 0 } } },
    ],
    [
      'by more periods than its window has',
      'INVALID_SEGMENT',
      { behavior: { regularly: { event: 'a', atLeast: 5, ofLast: 4 } } },
    ],
    ['by an event without a name', 'INVALID_EVENT', { behavior: { did: { event: ' ' } } }],
    ['by an unknown segment', 'NOT_FOUND', { segmentId: '999999' }],
    ['by an unknown snapshot', 'NOT_FOUND', { snapshotId: `'; drop table users; --` }],
  ])('%s', async (_, reason, condition) => {
    expect(await story(app, 'saved').refusal(preview, { input: { condition } })).toMatchObject({ reason })
    const { createSegment } = await story(app, 'saved').answer<{ createSegment: Saved }>(create, {
      input: { name: 'refused', condition },
    })
    expect(createSegment).toMatchObject({ segment: null, userErrors: [{ code: reason }] })
  })

  test.each(['__proto__', 'a.b', `'; drop table users; --`])('but not for the key %s', async key => {
    expect(await members('saved', trait(key, 'x'))).toEqual([])
  })

  test('with a time after now, and for too many buckets', async () => {
    const { refusal } = story(app, 'saved')
    const asOf = new Date(Date.now() + hour).toISOString()
    expect(await refusal(preview, { input: { condition: trait('a', 'b'), asOf } })).toMatchObject({
      reason: 'INVALID_AS_OF',
    })
    const id = await saved('saved', 'Long', trait('plan', 'pro'))
    const ask = `{ segment(id: "${id}") { sizeOverTime(range: { last: { count: 91, unit: DAY } }) { size } } }`
    const { errors } = await story(app, 'saved').ask(ask)
    expect(errors[0]!.extensions).toMatchObject({ reason: 'TOO_MANY_BUCKETS' })
  })

  test('has no snapshot of more than 5,000,000 users', async () => {
    const id = await saved('large', 'Everybody', trait('plan', 'free'))
    const { clickhouse } = app.services
    const query = clickhouse.query.bind(clickhouse)
    // As many rows as the statement asks for.
    const spy = vi.spyOn(clickhouse, 'query').mockImplementation((async (name, question, signal) => {
      if (name !== 'segment: snapshot') return query(name, question, signal)
      const mostRows = Object.values(compile(question).query_params).at(-1)
      return Array(Number(mostRows)).fill({ user_no: 1 })
    }) as typeof query)
    const { snapshotSegment } = await story(app, 'large').answer<{ snapshotSegment: object }>(
      `mutation { snapshotSegment(input: { id: "${id}" }) { snapshot { id } userErrors { code field } } }`,
    )
    spy.mockRestore()
    expect(snapshotSegment).toEqual({ snapshot: null, userErrors: [{ code: 'TOO_MANY_USERS', field: 'id' }] })
    const { rows } = await app.services.database.pool.query(
      `select count(*)::int as snapshots from segment_snapshots where project = 'large'`,
    )
    expect(rows).toEqual([{ snapshots: 0 }])
  })
})
