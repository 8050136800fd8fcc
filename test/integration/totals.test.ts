import 'reflect-metadata'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bucketEdges } from '../../src/analytics/query/calendar.ts'
import { measure, measureOverTime } from '../../src/analytics/query/measure/measure.ts'
import { createMeasureRows, type Values } from '../../src/analytics/query/measure/measure-rows.ts'
import { type Measured } from '../../src/analytics/query/measure/measured.ts'
import { type Query } from '../../src/analytics/query/query.ts'
import { resolveQuery } from '../../src/analytics/query/resolve-query.ts'
import { firstEventsOf, quartersAfter } from '../../src/clickhouse/scope.ts'
import { type Bound, isOvertaken, type Sql, sql, text, upTo } from '../../src/clickhouse/sql.ts'
import { isTotal, type Metric, metrics } from '../../src/metrics-catalogue/catalogue.ts'
import { CalendarUnit, WeekStart } from '../../src/schema/date-range-input.ts'
import { Dimension, type FilterInput, FilterOperator } from '../../src/schema/filter-input.ts'
import { isNullable } from '../../src/schema/numbers.ts'
import { bucketStarts } from '../support/evaluate/calendar.ts'
import { withInherited } from '../support/evaluate/inherited.ts'
import type { LogEvent } from '../support/evaluate/log-event.ts'
import { metricsOverTime } from '../support/evaluate/metrics.ts'
import { logStory } from '../support/log-story.ts'
import { randomLog } from '../support/random/random-log.ts'
import { rounds, seed } from '../support/rounds.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const asOf = new Date()
const totals = (Object.keys(metrics) as Metric[]).filter(isTotal)

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

/** A question of a project in a zone, and its statements, which are narrowed if a bound is given. */
async function asking(project: string, timeZone: string, bound?: Bound) {
  const { clickhouse, projector, database } = app.services
  const sent: Sql[] = []
  const run = <Row>(name: string, question: Sql) => {
    const statement = bound ? upTo(question, bound) : question
    sent.push(statement)
    return clickhouse.query<Row>(name, statement)
  }
  const scope = {
    project,
    clickhouse,
    run,
    measureRows: createMeasureRows(run),
    em: database.orm.em,
    caughtUp: () => projector.caughtUp(),
    caughtUpInPostgres: () => projector.caughtUp(),
    precomputedDays: async () => undefined,
    timeZone: async () => timeZone,
    asOf,
    keptUntil: null,
    signal: undefined,
  }
  return { query: await resolveQuery(scope, { timeZone, weekStart: WeekStart.MONDAY }), sent }
}

/** The events of a project in the batches up to one, as a request knows them. */
async function boundBy(project: string, batch: string): Promise<Bound> {
  const rows = await app.services.clickhouse.query<{ quarter: number }>(
    'changed',
    quartersAfter(project, batch, 1_000),
  )
  return { batch, changedQuarters: rows.map(({ quarter }) => quarter) }
}

/** Parts get their projections when they are merged. */
async function mergeParts(): Promise<void> {
  await app.services.projector.caughtUp()
  await app.services.clickhouse.query('merge', sql`optimize table events final`)
}

/** The source of each statement in ClickHouse: projections, or the events. */
async function readFor(statements: Sql[]): Promise<string[]> {
  const { clickhouse } = app.services
  const plans = await Promise.all(
    statements.map(statement => clickhouse.query<{ explain: string }>('explain', sql`explain ${statement}`)),
  )
  return plans
    .flat()
    .flatMap(({ explain }) => /ReadFromMergeTree \((?:\w+\.)?(\w+)\)/.exec(explain)?.[1] ?? [])
    .sort()
}

const rangeOf = (from: string, to: string) => ({ from: new Date(from), to: new Date(to) })

/** A condition that every event meets, and that totals do not contain. */
const everyEvent = {
  not: { dimension: Dimension.EVENT, operator: FilterOperator.IS, values: ['no event is called so'] },
} as FilterInput

describe('ClickHouse reads', () => {
  const january = rangeOf('2024-01-01T00:00:00Z', '2024-02-01T00:00:00Z')
  beforeAll(async () => {
    await logStory(
      app,
      Array.from({ length: 400 }, (_, position) => ({
        project: 'read',
        position,
        kind: position % 2 ? 'message' : 'event',
        name: position % 2 ? 'message' : 'open',
        user: `u${position % 7}`,
        at: january.from.getTime() + position * 7_200_000,
      })) as never[],
    )
    await mergeParts()
  })

  const read = async (measured: Measured, names: Metric[], timeZone = 'UTC') => {
    const { query, sent } = await asking('read', timeZone)
    const { from, to } = measured.range
    await measureOverTime(
      query,
      'daily',
      measured,
      names,
      bucketEdges(from, to, CalendarUnit.DAY, query.calendar),
    )
    return readFor(sent)
  }

  test('days for days in UTC, even of one kind of event', async () => {
    expect(await read({ range: january }, ['events', 'activeUsers', 'costUsd'])).toEqual(['by_day'])
    expect(await read({ range: january, kind: 'message' }, ['messages', 'tokens'])).toEqual(['by_day'])
  })

  test('quarters of an hour for days in Kathmandu', async () => {
    const range = rangeOf('2023-12-31T18:15:00Z', '2024-01-30T18:15:00Z')
    expect(await read({ range }, totals, 'Asia/Kathmandu')).toEqual(['by_quarter'])
  })

  test('events as well if a range cuts a quarter', async () => {
    const range = rangeOf('2024-01-01T07:20:01Z', '2024-01-20T19:01:00Z')
    expect(await read({ range }, totals)).toEqual(['by_day', 'by_quarter', 'events'])
  })

  test('events for percentiles and conversations, and days for the other numbers of the question', async () => {
    const names: Metric[] = ['messages', 'responseTimeP95Ms', 'conversations', 'responseTimeMs']
    expect(await read({ range: january }, names)).toEqual(['by_day', 'events'])
  })

  test('events under a filter by more than kinds', async () => {
    expect(await read({ range: january, filter: everyEvent }, ['events'])).toEqual(['events'])
  })

  test('totals of all time, and none beyond the dates that ClickHouse has', async () => {
    const { query } = await asking('read', 'UTC')
    const range = rangeOf('1900-01-01T00:00:00Z', '2200-01-01T00:00:00Z')
    const { events, activeUsers } = await measure(query, 'ever', { range }, ['events', 'activeUsers'])
    expect({ events, activeUsers }).toEqual({ events: 400, activeUsers: 7 })
  })
})

test('a batch that is repeated counts once', async () => {
  const { clickhouse } = app.services
  const columns = ['seq', 'project', 'event_id', 'kind', 'name', 'user_no', 'occurred_at']
  const at = (minute: number) => `2024-05-31 23:${minute}:00.000`
  const batch = [10, 20, 50].map(n => `${n}\trepeated\t${n}\tevent\topen\t${n}\t${at(n)}\n`).join('')
  for (const token of ['first', 'first', 'second'])
    await clickhouse.insert(Readable.from([batch], { objectMode: false }), columns, token)

  const range = rangeOf('2024-05-31T00:00:00Z', '2024-05-31T23:30:00Z')
  const counted = async () => {
    const { query, sent } = await asking('repeated', 'UTC')
    const { events, activeUsers } = await measure(query, 'repeated', { range }, ['events', 'activeUsers'])
    return { events, activeUsers, read: await readFor(sent) }
  }
  expect(await counted()).toEqual({ events: 4, activeUsers: 2, read: ['events'] })
  await mergeParts()
  expect(await counted()).toEqual({ events: 4, activeUsers: 2, read: ['by_quarter'] })
})

describe('totals equal the numbers of the events', () => {
  const quarter = 900_000
  /** Apia skipped 30 December 2011. */
  const missingDay = Date.parse('2011-12-30T10:00:00Z')
  const zones = ['Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/St_Johns', 'UTC']

  /** Moved by whole quarters, so that events at or beside an edge stay there. */
  const movedTo = (center: number, log: LogEvent[]) => {
    const by = Math.round((center - log[0]!.at) / quarter) * quarter
    return log.map(event => ({ ...event, at: event.at + by }))
  }

  const questions = fc
    .sample(
      fc.record({
        log: randomLog,
        interval: fc.constantFrom(
          CalendarUnit.HOUR,
          CalendarUnit.DAY,
          CalendarUnit.DAY,
          CalendarUnit.WEEK,
          CalendarUnit.MONTH,
        ),
        before: fc.constantFrom(0, 1, quarter, 40 * quarter + 61_000, 2_000 * quarter),
        after: fc.constantFrom(1, quarter, 90 * quarter + 1, 700 * quarter),
      }),
      { numRuns: rounds(20, 4), seed },
    )
    .map(({ log, ...question }, i) => {
      const timeZone = zones[i % zones.length]!
      const moved = timeZone === 'Pacific/Apia' ? movedTo(missingDay, log) : log
      const from = moved[0]!.at - question.before
      const to = Math.max(moved[1]!.at + question.after, from + 1)
      // An answer may have at most 5,000 buckets.
      const interval = to - from > 4_900 * 4 * quarter ? CalendarUnit.DAY : question.interval
      return { ...question, interval, log: moved, timeZone, from, to, project: `totals ${i}` }
    })
  type Question = (typeof questions)[number]

  /** The wrong numbers of events, compared with a fold over them and with a scan. */
  async function wrong(question: Question, events: LogEvent[], bound?: Bound): Promise<string[]> {
    const { project, timeZone, from, to, interval } = question
    const { query } = await asking(project, timeZone, bound)
    const starts = bucketStarts(from, to, { timeZone, interval, weekStart: WeekStart.MONDAY })
    const expected = metricsOverTime(events, { from, to, timeZone, asOf: asOf.getTime() }, starts)
    const kept = await daily(query, question)
    const scanned = await daily(query, question, everyEvent)
    return expected.flatMap((values, i) => [
      ...differences(values, kept[i]!),
      ...differences(scanned[i]!, kept[i]!).map(difference => `scan: ${difference}`),
    ])
  }

  function daily(query: Query, { from, to, interval }: Question, filter?: FilterInput) {
    const range = { from: new Date(from), to: new Date(to) }
    const edges = bucketEdges(range.from, range.to, interval, query.calendar)
    return measureOverTime(query, 'totals', { range, filter }, totals, edges)
  }

  const differences = (expected: Values, actual: Values): string[] =>
    totals
      .filter(metric => !isSame(metric, expected[metric], actual[metric]))
      .map(metric => `${metric}: ${expected[metric]} is ${actual[metric]}`)

  /** Counts and money are exact. Quotients agree in nine digits: the engine adds in another order. */
  function isSame(metric: Metric, expected: unknown, actual: unknown): boolean {
    if (typeof expected !== 'number' || typeof actual !== 'number' || !isNullable(metric))
      return expected === actual
    return Math.abs(expected - actual) <= 1e-9 * Math.abs(expected)
  }

  async function expectNoneWrong(
    eventsOf: (question: Question) => LogEvent[],
    batch?: string,
  ): Promise<void> {
    for (const question of questions) {
      const { log, ...rest } = question
      const found = await wrong(
        question,
        eventsOf(question),
        batch === undefined ? undefined : await boundBy(question.project, batch),
      )
      expect(found.slice(0, 5), `${JSON.stringify(rest)}, SEED=${seed}`).toEqual([])
    }
  }

  const half = ({ log }: Question) => log.slice(0, Math.floor(log.length / 2))
  const rest = ({ log }: Question) => log.slice(Math.floor(log.length / 2))
  const inHalf = (question: Question) => withInherited(half(question))
  const inAll = ({ log }: Question) => withInherited(log)
  /** A later event may give an earlier one another user: that changes the earlier one, whichever batch is read. */
  const inHalfAfterAll = (question: Question) => inAll(question).slice(0, half(question).length)
  const write = (part: (question: Question) => LogEvent[]) =>
    logStory(
      app,
      questions.flatMap(question => part(question).map(event => ({ ...event, project: question.project }))),
    )

  /** The batch that brought the last event of the first half. */
  let halfway: string

  test('in zones with half and quarter hours, over ranges that cut quarters', async () => {
    await write(half)
    halfway = (await app.services.projector.caughtUp()).batch
    await expectNoneWrong(inHalf)
  }, 120_000)

  test('in merged parts', async () => {
    await mergeParts()
    await expectNoneWrong(inHalf)
  }, 120_000)

  test('after late events, in merged parts and new ones', async () => {
    await write(rest)
    await expectNoneWrong(inAll)
  }, 120_000)

  test('up to a batch before the late events, in merged parts and new ones', async () => {
    await expectNoneWrong(inHalfAfterAll, halfway)
    await mergeParts()
    await expectNoneWrong(inHalfAfterAll, halfway)
  }, 240_000)

  test('and are refused when a later batch has changed a quarter without notice', async () => {
    const late = questions.find(({ from, to, log }) => rest({ log } as Question).some(isWithin(from, to)))!
    const statement = daily((await asking(late.project, late.timeZone, stale())).query, late)
    await expect(statement).rejects.toSatisfy(isOvertaken)
    const { query } = await asking(late.project, late.timeZone, { ...stale(), changedQuarters: undefined })
    await expect(daily(query, late)).resolves.toBeDefined()
  })

  const stale = (): Bound => ({ batch: halfway, changedQuarters: [] })
  /** Quarters at the ends of the range are read from events, so events are looked for a quarter inside. */
  const isWithin = (from: number, to: number) => (event: LogEvent) =>
    event.at >= from + quarter && event.at < to - quarter

  test('after costs were corrected', async () => {
    const cost = { costUsd: '0.000000000007', costSource: 'COMPUTED' as const, savedCostUsd: undefined }
    const isCorrected = ({ kind, position }: LogEvent) => kind === 'ai_call' && position % 2 === 0
    const rows: string[] = []
    for (const { project, log } of questions) {
      const corrected = log.filter(isCorrected).map(({ position }) => `${position}`)
      const found = await app.services.clickhouse.query<{ seq: number; id: string }>(
        'seqs',
        sql`select seq, event_id as id from events where project = ${text(project)}`,
      )
      for (const { seq, id } of found)
        if (corrected.includes(id)) rows.push(`${seq}\t${cost.costUsd}\t${cost.costSource}\t\\N\n`)
    }
    await app.services.clickhouse.correctCosts(() => Readable.from([rows.join('')], { objectMode: false }))
    const corrected = (question: Question) =>
      inAll(question).map(event => (isCorrected(event) ? { ...event, ...cost } : event))
    await expectNoneWrong(corrected)
    await mergeParts()
    await expectNoneWrong(corrected)
  }, 120_000)
})

test('first activities of a batch whose events are not there yet are refused', async () => {
  const { clickhouse } = app.services
  await clickhouse.inspect('ahead', sql`insert into first_events values ('ahead', 7, now(), 4000000000)`)
  const firsts = (bound: Bound) =>
    clickhouse.query('firsts', upTo(sql`select user_no from ${firstEventsOf('ahead')}`, bound))
  await expect(firsts({ batch: '1', changedQuarters: [] })).rejects.toSatisfy(isOvertaken)
  expect(await firsts({ batch: '1', changedQuarters: undefined })).toEqual([])
})
