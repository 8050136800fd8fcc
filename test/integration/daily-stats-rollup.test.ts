import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Big } from 'big.js'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { compile } from '../../src/clickhouse/sql.ts'
import type { CheckedEvent } from '../../src/ingest/kinds/every-kind.ts'
import { EveryDayDocument, type EveryDayQuery } from '../e2e/operations/operations.ts'
import { randomOf } from '../fault/load/random.ts'
import { withInherited } from '../support/evaluate/inherited.ts'
import { dailyStats } from '../support/evaluate/series.ts'
import { logStory } from '../support/log-story.ts'
import { daysAgo, middayZone } from '../support/midday-zone.ts'
import { rolledUp, staleDays } from '../support/rolled-up.ts'
import { rounds, seed } from '../support/rounds.ts'
import { type Story, story } from '../support/story.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { eventsHappened } from '../support/track-events.ts'

type Day = NonNullable<EveryDayQuery['dailyStats']>[number]

const { timeZone, dateThere, startOfDay } = middayZone()
const at = (days: number) => daysAgo(days).toISOString()
const date = (days: number) => dateThere(daysAgo(days))

let app: TestApp
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convograph-rollup-'))
  app = await startTestApp({ PROJECTION_DEBOUNCE_MS: '1', DATA_DIR: folder })
})
afterEach(() => {
  vi.restoreAllMocks()
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

/** The service stops and starts again on the same data. */
async function restart(): Promise<void> {
  const { databaseUrl } = app.env
  await app.close()
  app = await startTestApp({ PROJECTION_DEBOUNCE_MS: '1', DATA_DIR: folder, DATABASE_URL: databaseUrl! })
}

/** A project whose days are in this time zone from now on. */
async function projectIn(zone: string, project: string): Promise<Story> {
  await app.services.database.pool.query(
    `insert into projects (id, time_zone) values ($1, $2)
     on conflict (id) do update set time_zone = excluded.time_zone`,
    [project, zone],
  )
  return story(app, project)
}

/** Records the ClickHouse questions of daily statistics: their names, and the edges of their days. */
function listen() {
  const query = vi.spyOn(app.services.clickhouse, 'query')
  const questions = () => query.mock.calls.filter(([name]) => name.startsWith('dailyStats'))
  return {
    names: () => [...new Set(questions().map(([name]) => name))],
    edges: () =>
      new Set(
        questions().flatMap(([, question]) => Object.values(compile(question).query_params).flatMap(edgesIn)),
      ),
  }
}

/** The edges of the days are the only list of numbers among the values of a question. */
const edgesIn = (value: unknown) =>
  Array.isArray(value) ? value.filter(item => typeof item === 'number') : []

describe('a week of a project', () => {
  const none = {
    activeUsers: 0,
    newUsers: 0,
    events: 0,
    conversations: 0,
    messages: 0,
    tokens: 0,
    costUsd: '0',
    unpricedCalls: 0,
    aiCalls: 0,
    aiErrors: 0,
    apiCalls: 0,
    apiErrors: 0,
    isComplete: true,
  }
  const week: Day[] = [
    {
      ...{ ...none, date: date(5), totalUsers: 1, activeUsers: 1, newUsers: 1, events: 4, conversations: 1 },
      ...{ messages: 1, tokens: 42, costUsd: '0.01', apiCalls: 2, apiErrors: 1 },
    },
    { ...none, date: date(4), totalUsers: 1 },
    {
      ...{ ...none, date: date(3), totalUsers: 2, activeUsers: 2, newUsers: 1, events: 4 },
      ...{ tokens: 1_005, costUsd: '0.0025', unpricedCalls: 1, aiCalls: 2, aiErrors: 1 },
    },
    { ...none, date: date(2), totalUsers: 2 },
    { ...none, date: date(1), totalUsers: 3, activeUsers: 1, newUsers: 1, events: 2, conversations: 1 },
    { ...none, date: date(0), totalUsers: 4, activeUsers: 1, newUsers: 1, events: 1, isComplete: false },
  ]

  /** One more API call five days ago, and an event of Cem two days before his first one so far. */
  const weekAfterLateEvents = week
    .with(0, { ...week[0]!, events: 5, apiCalls: 3, apiErrors: 2 })
    .with(2, { ...week[2]!, events: 5, activeUsers: 3, newUsers: 2, totalUsers: 3 })
    .with(3, { ...week[3]!, totalUsers: 3 })
    .with(4, { ...week[4]!, newUsers: 0 })

  async function aWeekHappened(name: string): Promise<Story> {
    const project = await projectIn(timeZone, name)
    await eventsHappened(app, name, [
      { event: { name: 'open', userId: 'ann', conversationId: 'c1', timestamp: at(5) } },
      {
        message: {
          ...{ role: 'ASSISTANT', userId: 'ann', conversationId: 'c1', timestamp: at(5) },
          ...{ inputTokens: 30, outputTokens: 12, costUsd: '0.01' },
        },
      },
      { apiCall: { endpoint: '/chat', method: 'POST', statusCode: 200, timestamp: at(5) } },
      { apiCall: { endpoint: '/chat', method: 'POST', statusCode: 500, timestamp: at(5) } },
      { event: { name: 'open', userId: 'bob', timestamp: at(3) } },
      { event: { name: 'open', userId: 'ann', timestamp: at(3) } },
      { aiCall: { success: false, inputTokens: 5, costUsd: '0.0025', timestamp: at(3) } },
      { aiCall: { provider: 'ours', model: 'unheard-of', outputTokens: 1_000, timestamp: at(3) } },
      { event: { name: 'open', userId: 'cem', conversationId: 'c1', timestamp: at(1) } },
      { systemMetric: { name: 'load', value: 0.5, timestamp: at(1) } },
      { event: { name: 'open', userId: 'dan' } },
    ])
    return project
  }

  const lateEventsHappened = (project: string) =>
    eventsHappened(app, project, [
      { apiCall: { endpoint: '/chat', method: 'POST', statusCode: 404, timestamp: at(5) } },
      { event: { name: 'open', userId: 'cem', timestamp: at(3) } },
    ])

  test('is stored in rows once its days have ended', async () => {
    await aWeekHappened('rows')
    await rolledUp(app, 'rows')
    const { rows } = await app.services.database.pool.query(
      `select day::text as date, time_zone, ends_at - starts_at as length, is_stale, active_users, new_users, events,
         conversations, messages, tokens, cost_usd, unpriced_calls, ai_calls, ai_errors, api_calls, api_errors
       from daily_stats where project = 'rows' order by day`,
    )
    const kept = [week[0]!, week[2]!, week[4]!].map(day => ({
      date: day.date,
      time_zone: timeZone,
      length: expect.objectContaining({ days: 1 }),
      is_stale: false,
      active_users: `${day.activeUsers}`,
      new_users: `${day.newUsers}`,
      events: `${day.events}`,
      conversations: `${day.conversations}`,
      messages: `${day.messages}`,
      tokens: `${day.tokens}`,
      cost_usd: day.costUsd,
      unpriced_calls: `${day.unpricedCalls}`,
      ai_calls: `${day.aiCalls}`,
      ai_errors: `${day.aiErrors}`,
      api_calls: `${day.apiCalls}`,
      api_errors: `${day.apiErrors}`,
    }))
    expect(rows.slice(0, 3)).toEqual(kept)
    // The running day waits for its end.
    expect(rows.slice(3)).toMatchObject([{ date: date(0), is_stale: true, events: '0' }])
  })

  test('is answered from its rows, except for the running day', async () => {
    const { answer } = await aWeekHappened('answered')
    await rolledUp(app, 'answered')
    const questions = listen()
    expect((await answer(EveryDayDocument, { days: 6 })).dailyStats).toEqual(week)
    expect(questions.names()).toEqual(['dailyStats'])
    expect(questions.edges()).toEqual(edgesOf(0))
  })

  test('is correct immediately after late events, and is rolled up again afterwards', async () => {
    const { answer } = await aWeekHappened('late')
    await rolledUp(app, 'late')
    await lateEventsHappened('late')

    const live = listen()
    expect((await answer(EveryDayDocument, { days: 6 })).dailyStats).toEqual(weekAfterLateEvents)
    expect(await staleDays(app, 'late')).toEqual([5, 3, 1, 0].map(date))
    // Yesterday is stale too: Cem is no longer new on that day.
    expect(live.edges()).toEqual(edgesOf(5, 3, 1, 0))

    await rolledUp(app, 'late')
    expect(await staleDays(app, 'late')).toEqual([date(0)])
    vi.restoreAllMocks()
    const kept = listen()
    expect((await answer(EveryDayDocument, { days: 6 })).dailyStats).toEqual(weekAfterLateEvents)
    expect(kept.edges()).toEqual(edgesOf(0))
  })

  test('is rolled up again when costs are recomputed', async () => {
    const { answer } = await aWeekHappened('recomputed')
    await rolledUp(app, 'recomputed')
    await answer(`mutation { createModelPrice(input: {
      provider: "ours", model: "unheard-of", usage: OUTPUT, usdPerMillion: "2", validFrom: "${at(30)}"
    }) { userErrors { code } } }`)
    await answer(`mutation { recomputeCosts(input: { range: { last: { count: 7, unit: DAY } }, dryRun: false }) {
      changed userErrors { code }
    } }`)
    // 1,000 tokens at 2 dollars per million.
    const weekAfter = week.with(2, { ...week[2]!, costUsd: '0.0045', unpricedCalls: 0 })
    expect((await answer(EveryDayDocument, { days: 6 })).dailyStats).toEqual(weekAfter)
    await rolledUp(app, 'recomputed')
    const kept = listen()
    expect((await answer(EveryDayDocument, { days: 6 })).dailyStats).toEqual(weekAfter)
    expect(kept.edges()).toEqual(edgesOf(0))
  })

  test('is computed under a filter; known users count whether they pass it or not', async () => {
    const { answer } = await aWeekHappened('filtered')
    await rolledUp(app, 'filtered')
    const { dailyStats } = await answer<{ dailyStats: object[] }>(
      `{ dailyStats(days: 6, filter: { dimension: KIND, values: ["event"] }) { events activeUsers newUsers totalUsers apiCalls } }`,
    )
    const day = (events: number, activeUsers: number, newUsers: number, totalUsers: number) => ({
      ...{ events, activeUsers, newUsers, totalUsers, apiCalls: 0 },
    })
    expect(dailyStats).toEqual([
      day(1, 1, 1, 1),
      day(0, 0, 0, 1),
      day(2, 2, 1, 2),
      day(0, 0, 0, 2),
      day(1, 1, 1, 3),
      day(1, 1, 1, 4),
    ])
  })

  test('needs no ClickHouse once it has ended, including the users known before it', async () => {
    const { answer } = await aWeekHappened('over')
    await rolledUp(app, 'over')
    const questions = listen()
    const range = { between: { from: startOf(4).toISOString(), to: startOf(1).toISOString() } }
    expect((await answer(EveryDayDocument, { range })).dailyStats).toEqual(week.slice(1, 4))
    expect(questions.names()).toEqual([])
  })

  test('is what `stats` shows by day, in its range and before it', async () => {
    const { answer } = await aWeekHappened('compared')
    await rolledUp(app, 'compared')
    const questions = listen()
    const numbers = 'activeUsers newUsers messages costUsd apiErrorRate aiErrorRate'
    const { stats } = await answer<{ stats: Record<'buckets' | 'previousBuckets', object[]> }>(
      `query ($range: DateRangeInput!) { stats(range: $range, compare: { period: PREVIOUS_PERIOD }, interval: DAY) {
        buckets { ${numbers} } previousBuckets { ${numbers} } } }`,
      { range: { between: { from: startOf(3).toISOString(), to: startOf(1).toISOString() } } },
    )
    const shown = (day: Day, aiErrorRate: number | null, apiErrorRate: number | null) => {
      const { activeUsers, newUsers, messages, costUsd } = day
      return { activeUsers, newUsers, messages, costUsd, aiErrorRate, apiErrorRate }
    }
    // One of the two AI calls failed three days ago, and one of the two API calls five days ago.
    expect(stats).toEqual({
      buckets: [shown(week[2]!, 0.5, null), shown(week[3]!, null, null)],
      previousBuckets: [shown(week[0]!, null, 0.5), shown(week[1]!, null, null)],
    })
    expect(questions.names()).toEqual([])
  })

  test('is computed for days that the range cuts', async () => {
    const { answer } = await aWeekHappened('cut')
    await rolledUp(app, 'cut')
    const questions = listen()
    // Events happen at noon: the first day loses them, the last one keeps them.
    const range = { between: { from: eveningOf(5).toISOString(), to: eveningOf(3).toISOString() } }
    const first = { ...none, date: date(5), totalUsers: 1 }
    expect((await answer(EveryDayDocument, { range })).dailyStats).toEqual([first, ...week.slice(1, 3)])
    expect(questions.names().toSorted()).toEqual(['dailyStats', 'dailyStats: users before'])
  })

  test('stays marked across a stop of the service, and is rolled up without new events', async () => {
    await aWeekHappened('restarted')
    await rolledUp(app, 'restarted')
    await lateEventsHappened('restarted')
    await story(app, 'restarted').answer('{ summary { totalEvents } }')
    await restart()

    const { answer } = story(app, 'restarted')
    expect(await staleDays(app, 'restarted')).toEqual([5, 3, 1, 0].map(date))
    expect((await answer(EveryDayDocument, { days: 6 })).dailyStats).toEqual(weekAfterLateEvents)
    await rolledUp(app, 'restarted')
    expect((await answer(EveryDayDocument, { days: 6 })).dailyStats).toEqual(weekAfterLateEvents)
  })

  test('is rolled up again when ClickHouse is rebuilt', async () => {
    await aWeekHappened('rebuilt')
    await rolledUp(app, 'rebuilt')
    // A wrong number, which the rebuild has to replace.
    await app.services.database.pool.query(`update daily_stats set events = 1000 where project = 'rebuilt'`)
    await app.services.clickhouse.dropTables()
    await restart()

    const { answer } = story(app, 'rebuilt')
    expect((await answer(EveryDayDocument, { days: 6 })).dailyStats).toEqual(week)
    await rolledUp(app, 'rebuilt')
    const questions = listen()
    expect((await answer(EveryDayDocument, { days: 6 })).dailyStats).toEqual(week)
    expect(questions.edges()).toEqual(edgesOf(0))
  })
})

const dayMs = 86_400_000
const hourMs = 3_600_000
const startOf = (days: number) => startOfDay(daysAgo(days))
/** The evening of that day, after all its events. */
const eveningOf = (days: number) => new Date(startOf(days).getTime() + 18 * hourMs)
/** The edges of these days, in milliseconds. */
const edgesOf = (...days: number[]) =>
  new Set(days.flatMap(day => [startOf(day).getTime(), startOf(day).getTime() + dayMs]))

describe('a project whose clock changes', () => {
  /** Events every half hour, for a day and a half before and after each change of Berlin's clocks in the last year. */
  const events = clockChangesInBerlin().flatMap((change, c) =>
    Array.from({ length: 144 }, (_, i) => ({
      user: i % 5 ? `u${c}${i % 11}` : null,
      name: 'open',
      at: change + (i - 72) * (hourMs / 2),
      position: c * 144 + i,
    })),
  )

  /** The calendar dates of a year. */
  async function expectYear({ answer }: Story, zone: string): Promise<void> {
    const days = (await answer(EveryDayDocument, { days: 365 })).dailyStats
    const answered = days.map(({ date, totalUsers, activeUsers, newUsers, events }) => ({
      ...{ date, totalUsers, activeUsers, newUsers, events },
    }))
    const dates = days.map(({ date }) => date)
    expect(answered).toEqual(dailyStats(events, dates, zone))
  }

  test('has days of 23 and 25 hours in its rows, and different ones after a change of its zone', async () => {
    const project = await projectIn('Europe/Berlin', 'moving')
    await logStory(
      app,
      events.map(event => ({ ...event, project: 'moving' })),
    )
    await expectYear(project, 'Europe/Berlin')
    await rolledUp(app, 'moving')
    const questions = listen()
    await expectYear(project, 'Europe/Berlin')
    expect(questions.names()).toEqual([])
    expect(await lengthsOfDays('moving')).toEqual([23, 24, 25])

    await projectIn('Australia/Lord_Howe', 'moving')
    await expectYear(project, 'Australia/Lord_Howe')
    expect(questions.names()).not.toEqual([])
    await rolledUp(app, 'moving')
    vi.restoreAllMocks()
    const questionsThere = listen()
    await expectYear(project, 'Australia/Lord_Howe')
    expect(questionsThere.names()).toEqual([])
  })

  async function lengthsOfDays(project: string): Promise<number[]> {
    const { rows } = await app.services.database.pool.query<{ hours: number }>(
      `select distinct extract(epoch from ends_at - starts_at)::float8 / 3600 as hours
       from daily_stats where project = $1 order by hours`,
      [project],
    )
    return rows.map(({ hours }) => hours)
  }
})

/** At 1:00 UTC on the last Sundays of March and October; those of the last year that ended a week ago. */
function clockChangesInBerlin(): number[] {
  const year = new Date().getUTCFullYear()
  return [year - 1, year]
    .flatMap(y => [lastSunday(y, 2), lastSunday(y, 9)])
    .map(sunday => sunday + hourMs)
    .filter(change => change > daysAgo(360).getTime() && change < daysAgo(7).getTime())
}

/** The last Sunday of a month with 31 days, counted from 0. */
function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month, 31))
  return last.setUTCDate(31 - last.getUTCDay())
}

describe('random late events', () => {
  const random = randomOf('daily-stats-rollup', seed)
  const today = Math.floor(Date.now() / dayMs) * dayMs
  /** Some events happen before the range. */
  const range = {
    between: {
      from: new Date(today - 15 * dayMs).toISOString(),
      to: new Date(today + dayMs).toISOString(),
    },
  }
  const dates = Array.from({ length: 16 }, (_, i) => isoDate(today - (15 - i) * dayMs))
  const happened: CheckedEvent[] = []

  function someEvent(): CheckedEvent {
    const kind = random.oneOf(['event', 'event', 'message', 'ai_call', 'api_call', 'system_metric'] as const)
    const model = kind === 'message' || kind === 'ai_call'
    return {
      ...{ project: 'random', event_id: `${happened.length}`, kind, name: kind },
      user_id: random.chance(0.8) ? random.oneOf(['ann', 'bob', 'cem', 'dan', 'eve', 'fay', 'gus']) : null,
      occurred_at: new Date(today - random.whole(-dayMs + 1, 20 * dayMs)).toISOString(),
      conversation_id: random.chance(0.3) ? random.oneOf(['c1', 'c2', 'c3']) : null,
      is_bot: random.chance(0.2),
      ...(model && {
        input_tokens: random.whole(0, 50),
        cost_usd: random.oneOf(['0.1', '0.000000000001', null]),
      }),
      ...(model && { cost_source: random.oneOf(['PROVIDED', 'UNKNOWN']) }),
      ...(kind === 'ai_call' && { success: random.chance(0.5) }),
      ...(kind === 'api_call' && { status_code: random.oneOf([200, 404, 500]) }),
    }
  }

  async function someEventsHappen(): Promise<void> {
    for (let events = random.oneOf([1, 1, 3, 20]); events > 0; events--) happened.push(someEvent())
    await app.services.write(happened.slice(written))
    written = happened.length
  }
  let written = 0

  test('give the same numbers from rows, computed live, and counted one by one', async () => {
    const { answer } = story(app, 'random')
    const days = async (zone?: string) => {
      const { dailyStats } = await answer(EveryDayDocument, { range, timeZone: zone })
      return dailyStats.map(({ isComplete: _, ...day }) => day)
    }
    for (let round = 0; round < rounds(40, 8); round++) {
      await someEventsHappen()
      const counted = countByDay(ofTheirUsers(happened), dates)
      expect(await days(), `seed ${seed}, round ${round}, at once`).toEqual(counted)
      // UTC under another name is not the zone of the rolled-up days.
      expect(await days('Etc/GMT'), `seed ${seed}, round ${round}, live`).toEqual(counted)
      if (random.chance(0.5)) continue
      await rolledUp(app, 'random')
      expect(await days(), `seed ${seed}, round ${round}, rolled up`).toEqual(counted)
    }
  })
})

const isoDate = (at: number) => new Date(at).toISOString().slice(0, 10)

/** The same events, those of nobody with the users of their conversations. */
function ofTheirUsers(events: CheckedEvent[]): CheckedEvent[] {
  const told = events.map(({ kind, name, user_id, conversation_id, occurred_at }, position) => ({
    ...{ kind, name, user: user_id, at: Date.parse(occurred_at), position },
    conversationId: conversation_id ?? undefined,
  }))
  return withInherited(told).map(({ user, position }) => ({ ...events[position]!, user_id: user }))
}

/** The numbers of each date in UTC, in the plainest way. */
function countByDay(events: CheckedEvent[], dates: string[]): Omit<Day, 'isComplete'>[] {
  const isActive = (event: CheckedEvent) => event.user_id && event.kind !== 'system_metric' && !event.is_bot
  const firstDates = new Map<string, string>()
  for (const event of events.filter(isActive).toSorted((a, b) => (a.occurred_at < b.occurred_at ? -1 : 1)))
    if (!firstDates.has(event.user_id!)) firstDates.set(event.user_id!, event.occurred_at.slice(0, 10))
  const firsts = [...firstDates.values()]
  return dates.map(date => {
    const ofDay = events.filter(event => event.occurred_at.startsWith(date))
    const count = (counts: (event: CheckedEvent) => unknown) => ofDay.filter(counts).length
    const distinct = (values: unknown[]) => new Set(values.filter(value => value != null)).size
    return {
      date,
      totalUsers: firsts.filter(first => first <= date).length,
      newUsers: firsts.filter(first => first === date).length,
      activeUsers: distinct(ofDay.filter(isActive).map(event => event.user_id)),
      events: ofDay.length,
      conversations: distinct(ofDay.map(event => event.conversation_id)),
      messages: count(({ kind }) => kind === 'message'),
      tokens: ofDay.reduce((sum, event) => sum + Number(event.input_tokens ?? 0), 0),
      costUsd: ofDay.reduce((sum, event) => sum.plus(`${event.cost_usd ?? 0}`), new Big(0)).toFixed(),
      unpricedCalls: count(({ cost_source }) => ['UNKNOWN', 'LOWER_BOUND'].includes(`${cost_source}`)),
      aiCalls: count(({ kind }) => kind === 'ai_call'),
      aiErrors: count(({ kind, success }) => kind === 'ai_call' && !success),
      apiCalls: count(({ kind }) => kind === 'api_call'),
      apiErrors: count(({ status_code }) => Number(status_code ?? 0) >= 400),
    }
  })
}
