import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type Sql } from '../../../src/clickhouse/sql.ts'
import { CalendarUnit, WeekStart } from '../../../src/schema/date-range-input.ts'
import { bucketStarts } from '../../support/evaluate/calendar.ts'
import { funnel } from '../../support/evaluate/funnel.ts'
import { withInherited } from '../../support/evaluate/inherited.ts'
import { lifecycle } from '../../support/evaluate/lifecycle.ts'
import type { LogEvent } from '../../support/evaluate/log-event.ts'
import { type MetricValues, metricsOverTime, metricsTogether } from '../../support/evaluate/metrics.ts'
import { logStory } from '../../support/log-story.ts'
import { moments, second } from '../../support/moments.ts'
import { randomLog } from '../../support/random/random-log.ts'
import { rounds, seed } from '../../support/rounds.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

let app: TestApp
afterEach(() => app.close())

const everything = `query ($funnel: FunnelInput!, $range: DateRangeInput!, $before: DateRangeInput!) {
  funnel(input: $funnel) {
    totalUsers
    steps { users converted(first: 100) { totalCount nodes { userId } } }
    meta { isComplete warnings }
  }
  summary(range: $range, compare: { range: $before }) {
    totalEvents activeUsers newUsers totalUsers totalCostUsd
    previous { totalEvents activeUsers newUsers }
    meta { isComplete warnings }
  }
  dailyStats(range: $range) { date events activeUsers newUsers totalUsers }
  timeSeries(input: { range: $range, measure: UNIQUE_USERS }) { series { values } meta { isComplete warnings } }
  userStats(range: $range) { activeUsers newUsers buckets { newUsers activeUsers } meta { isComplete warnings } }
  lifecycle(input: { range: $range, interval: YEAR }) {
    buckets { activeUsers newUsers }
    users(state: ACTIVE) { totalCount }
    meta { isComplete warnings }
  }
  again: funnel(input: $funnel) { steps { users } }
}`

/** Calls `meanwhile` before and after each statement of questions. */
function betweenStatements(meanwhile: () => Promise<void>): void {
  const { clickhouse } = app.services
  const query = clickhouse.query.bind(clickhouse)
  vi.spyOn(clickhouse, 'query').mockImplementation((async (...asked: [string, Sql, AbortSignal?]) => {
    await meanwhile()
    const rows = await query(...asked)
    await meanwhile()
    return rows
  }) as typeof query)
}

/** Waits until ClickHouse has everything that is stored. */
const copied = () =>
  expect
    .poll(() => app.services.projector.caughtUp(), { timeout: 20_000 })
    .toMatchObject({ missing: undefined })

describe('all parts of a response read the events of one moment', () => {
  const windowSeconds = 86_400

  /**
   * A log whose first events are there when the question is asked. The others arrive in pieces while it is answered.
   * Each event says what it would take from its conversation, so that none is restated meanwhile.
   */
  const stories = fc
    .sample(
      fc.record({
        log: randomLog.map(withInherited),
        known: fc.integer({ min: 0, max: 20 }),
        pieces: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 40, maxLength: 40 }),
        reach: fc.constantFrom(3_600_000, 86_400_000 + 1, 40 * 86_400_000),
      }),
      { numRuns: rounds(20, 4), seed },
    )
    .map((drawn, i) => ({ ...drawn, project: `state ${i}` }))

  test('whatever arrives between their statements', async () => {
    app = await startTestApp()
    for (const { log, known, pieces, reach, project } of stories) {
      const there = log.slice(0, known)
      const write = (events: LogEvent[]) =>
        logStory(
          app,
          events.map(event => ({ ...event, project })),
        )
      await write(there)
      await copied()

      const waiting = log.slice(known)
      let arriving = Promise.resolve()
      betweenStatements(() => {
        const piece = waiting.splice(0, pieces.pop() ?? 0)
        if (piece.length) arriving = arriving.then(() => write(piece)).then(copied)
        return arriving
      })
      const range = { from: log[0]!.at - reach, to: log[0]!.at + reach }
      const before = { from: range.from - reach, to: range.from }
      const answer = await story(app, project).answer(everything, {
        funnel: { steps: [{ event: 'open' }, { event: 'ask' }], range: instants(range), windowSeconds },
        range: instants(range),
        before: instants(before),
      })
      vi.restoreAllMocks()
      await arriving
      expect(answer, `${project}, SEED=${seed}`).toEqual(expectedOf(there, range, before))
    }
  }, 300_000)

  const instants = ({ from, to }: Span) => ({
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
  })

  interface Span {
    from: number
    to: number
  }

  /** The whole answer, computed from these events. */
  function expectedOf(log: LogEvent[], range: Span, before: Span) {
    const meta = { isComplete: true, warnings: [] }
    const { steps, users } = funnel(
      log,
      {
        steps: [{ event: 'open' }, { event: 'ask' }],
        ...range,
        windowSeconds,
        attempt: 'BEST',
        rangeMode: 'ENTRY',
      },
      Date.now(),
    )
    const reached = (depth: number) =>
      [...users].filter(([, user]) => user.depth >= depth).map(([userId]) => ({ userId }))
    const together = (span: Span) => metricsTogether(log, { ...span, timeZone: 'UTC', asOf: Date.now() })
    const calendar = { timeZone: 'UTC', weekStart: WeekStart.MONDAY }
    const starts = bucketStarts(range.from, range.to, { ...calendar, interval: CalendarUnit.DAY })
    const days = metricsOverTime(log, { ...range, timeZone: 'UTC', asOf: Date.now() }, starts)
    const years = lifecycle(log, {
      ...range,
      ...calendar,
      interval: CalendarUnit.YEAR,
      target: {},
      newBy: 'FIRST_ACTIVITY',
    })
    const current = together(range)
    return {
      funnel: {
        totalUsers: steps[0]!.users,
        steps: steps.map(({ users }, i) => ({
          users,
          converted: { totalCount: users, nodes: sameUsers(reached(i + 1)) },
        })),
        meta,
      },
      summary: {
        totalEvents: current.events,
        ...picked(current, 'activeUsers', 'newUsers', 'totalUsers'),
        totalCostUsd: current.costUsd,
        previous: {
          totalEvents: together(before).events,
          ...picked(together(before), 'activeUsers', 'newUsers'),
        },
        meta: expect.objectContaining({ isComplete: true }),
      },
      dailyStats: days.map((day, i) => ({
        date: new Date(starts[i]!).toISOString().slice(0, 10),
        ...picked(day, 'events', 'activeUsers', 'newUsers', 'totalUsers'),
      })),
      timeSeries: { series: [{ values: days.map(({ activeUsers }) => activeUsers) }], meta },
      userStats: {
        ...picked(current, 'activeUsers', 'newUsers'),
        buckets: days.map(day => picked(day, 'newUsers', 'activeUsers')),
        meta,
      },
      lifecycle: {
        buckets: years.map(({ ACTIVE, NEW }) => ({ activeUsers: ACTIVE.length, newUsers: NEW.length })),
        users: { totalCount: years.at(-1)!.ACTIVE.length },
        meta,
      },
      again: { steps: steps.map(({ users }) => ({ users })) },
    }
  }

  const picked = (values: MetricValues, ...names: (keyof MetricValues)[]) =>
    Object.fromEntries(names.map(name => [name, values[name]]))

  const sameUsers = (users: object[]) => (users.length ? expect.toSatisfy(equalsInAnyOrder(users)) : [])
  const equalsInAnyOrder = (users: object[]) => (found: object[]) =>
    JSON.stringify(found.map(user => JSON.stringify(user)).sort()) ===
    JSON.stringify(users.map(user => JSON.stringify(user)).sort())
})

describe('events turn out to be those of another user while a question is answered', () => {
  const isKnown = `mutation { identify(input: { userId: "ann", traits: { plan: "pro" } }) { userErrors { code } } }`
  const link = `mutation { alias(input: { alias: "visitor", userId: "ann" }) { userErrors { code } } }`
  const newUsers = `query ($range: DateRangeInput!) {
    summary(range: $range) { totalEvents activeUsers newUsers }
  }`
  const range = { from: second(5), to: second(60) }

  /** Answers the question while this happens before its first statement. */
  async function answerWhile(project: Story, happens: () => Promise<void>) {
    let happening: Promise<void> | undefined
    betweenStatements(() => (happening ??= happens()))
    const { summary } = await project.answer<{ summary: object }>(newUsers, { range })
    vi.restoreAllMocks()
    return summary
  }

  test('an event of a visitor that arrived meanwhile is not the first one of the user', async () => {
    app = await startTestApp()
    const project = story(app, 'linked')
    const { happened, answer } = project
    await happened(moments({ ann: 'A10' }))
    await answer(isKnown)
    await copied()
    const summary = await answerWhile(project, async () => {
      await happened(moments({ visitor: 'A1' }))
      await copied()
      await answer(link)
      await copied()
    })
    expect(summary).toEqual({ totalEvents: 1, activeUsers: 1, newUsers: 1 })
    // Ann came in second 1.
    expect(await answer(newUsers, { range })).toEqual({
      summary: { totalEvents: 1, activeUsers: 1, newUsers: 0 },
    })
  })

  test('a user who came meanwhile and lost events to another is not known yet', async () => {
    app = await startTestApp()
    const project = story(app, 'lost')
    const { happened, answer } = project
    await happened(moments({ ann: 'A10' }))
    await copied()
    const message = { conversationId: 'c', role: 'USER' as const }
    const summary = await answerWhile(project, async () => {
      await eventsHappened(app, 'lost', [
        { message: { ...message, userId: 'bob', timestamp: second(20) } },
        { message: { ...message, timestamp: second(30) } },
      ])
      await copied()
      await eventsHappened(app, 'lost', [
        { conversation: { conversationId: 'c', userId: 'ann', startedAt: second(20) } },
      ])
      await copied()
    })
    expect(summary).toEqual({ totalEvents: 1, activeUsers: 1, newUsers: 1 })
    expect(await answer(newUsers, { range })).toEqual({
      summary: { totalEvents: 4, activeUsers: 2, newUsers: 2 },
    })
  })
})

describe('an answer from a copy that lags', () => {
  const funnelInput = {
    steps: [{ event: 'A' }, { event: 'B' }],
    range: { from: second(0), to: second(60) },
    windowSeconds: 60,
  }
  const range = { from: second(-60), to: second(60) }
  const variables = { funnel: funnelInput, range, before: { from: second(-120), to: second(-60) } }

  test('lacks the same events in every part, and says so until they are copied', async () => {
    app = await startTestApp({ PROJECTION_WAIT_MS: '50' })
    const project = story(app, 'lagging')
    const holder = await app.services.database.connect()
    await holder.query('begin')
    // The projection cannot record a batch.
    await holder.query('select from projection for update')
    await project.happened(moments({ ann: 'A1 B2', bob: 'A1 B3', cem: 'A2' }))
    await pause(60)
    // Everything is copied when the first statement is sent.
    let copying: Promise<void> | undefined
    betweenStatements(() => {
      copying ??= holder.query('commit').then(copied)
      return copying
    })
    const lagging = await project.answer<Answer>(everything, variables)
    vi.restoreAllMocks()
    await holder.end()

    const nobody = { totalCount: 0, nodes: [] }
    const meta = { isComplete: false, warnings: [expect.stringMatching(behind)] }
    expect(lagging.funnel).toEqual({
      totalUsers: 0,
      steps: [
        { users: 0, converted: nobody },
        { users: 0, converted: nobody },
      ],
      meta,
    })
    expect(lagging.summary).toMatchObject({
      totalEvents: 0,
      activeUsers: 0,
      newUsers: 0,
      totalUsers: 0,
      meta,
    })
    expect(lagging.dailyStats.map(({ events, newUsers }) => [events, newUsers])).toEqual([
      [0, 0],
      [0, 0],
    ])
    expect(lagging.timeSeries).toMatchObject({ series: [{ values: [0, 0] }], meta })
    expect(lagging.lifecycle).toMatchObject({ users: { totalCount: 0 }, meta })

    const caughtUp = await project.answer<Answer>(everything, variables)
    expect(caughtUp.funnel).toMatchObject({
      steps: [
        { users: 3, converted: { totalCount: 3 } },
        { users: 2, converted: { totalCount: 2 } },
      ],
      meta: { isComplete: true, warnings: [] },
    })
    expect(caughtUp.summary).toMatchObject({ totalEvents: 5, activeUsers: 3, newUsers: 3, totalUsers: 3 })
  })

  const behind =
    /^The answer is \d+\.\d seconds behind: 5 events received before the question are not in it yet\.$/

  interface Answer {
    funnel: object
    summary: object
    dailyStats: { events: number; newUsers: number }[]
    timeSeries: object
    lifecycle: object
  }
})
