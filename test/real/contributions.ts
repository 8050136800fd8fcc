import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import {
  DailyStatsDocument,
  FunnelDocument,
  SummaryDocument,
  TimeSeriesDocument,
} from '../e2e/operations/operations.ts'
import { earliestChain } from '../support/evaluate/chains.ts'
import { type Event } from '../support/evaluate/event.ts'
import { funnel } from '../support/evaluate/funnel.ts'
import { dailyStats, summary, timeSeries } from '../support/evaluate/series.ts'
import { dataOf } from '../support/graphql/graphql-request.ts'
import { type Check, check } from './check.ts'
import { checkCohorts } from './contributor-cohorts.ts'
import { importFile } from './import-file.ts'
import { type Service } from './service.ts'

/** Eight years of commits to four repositories: 23,766 events of 1,123 users, late and out of order. */
export async function contributions(folder: string, service: Service): Promise<Check[]> {
  const file = join(folder, 'contributions.ndjson.gz')
  const first = await importFile(service, [file])
  const second = await importFile(service, [file])
  const events = readEvents(file)
  return [
    check('imported once, all are accepted', first, { accepted: 23_766, duplicates: 0, rejected: 0 }),
    check('imported again, all are duplicates', second, { accepted: 0, duplicates: 23_766, rejected: 0 }),
    // One after another: the loops over the events block the service, which runs in this process.
    await checkSummary(service, events),
    await checkDailyStats(service, events),
    await checkTimeSeries(service, events),
    await checkFunnel(service, events, 'ORDERED'),
    await checkFunnel(service, events, 'STRICT'),
    await checkFunnel(service, events, 'UNORDERED'),
    await checkCohorts(service, events),
  ]
}

function readEvents(file: string): Event[] {
  const lines = gunzipSync(readFileSync(file)).toString().trim().split('\n')
  return lines.map((line, position) => {
    const { userId, name, timestamp } = JSON.parse(line)
    return { user: userId, name, at: Date.parse(timestamp), position }
  })
}

const ever = { from: 0, to: Date.UTC(2100, 0) }
const asking = ({ url, admin }: Service) => ({ url, token: admin })

async function checkSummary(service: Service, events: Event[]): Promise<Check> {
  const { summary: actual } = await dataOf(asking(service), SummaryDocument, {})
  const { totalEvents, totalUsers, activeUsersToday } = summary(events, ever, Date.now(), 'UTC')
  return check(
    'summary',
    { ...actual, meta: null },
    {
      totalEvents,
      totalUsers,
      activeUsersToday,
      totalConversations: 0,
      totalMessages: 0,
      totalApiCalls: 0,
      averageResponseTimeMs: null,
      errorRate: null,
      meta: null,
    },
  )
}

async function checkDailyStats(service: Service, events: Event[]): Promise<Check> {
  const timeZone = 'Europe/Berlin'
  const { dailyStats: days } = await dataOf(asking(service), DailyStatsDocument, { days: 365, timeZone })
  const dates = days.map(({ date }) => date)
  return check(
    'daily statistics of the last 365 days in Berlin',
    days.map(({ date, totalUsers, activeUsers, newUsers, events }) => ({
      date,
      totalUsers,
      activeUsers,
      newUsers,
      events,
    })),
    dailyStats(events, dates, timeZone),
  )
}

async function checkTimeSeries(service: Service, events: Event[]): Promise<Check> {
  const range = { from: '2018-01-01T00:00:00.000Z', to: '2026-09-01T00:00:00.000Z' }
  const { timeSeries: actual } = await dataOf(asking(service), TimeSeriesDocument, {
    input: { event: 'chore', measure: 'UNIQUE_USERS', interval: 'MONTH', range: { between: range } },
  })
  const expected = timeSeries(events, {
    event: 'chore',
    measure: 'UNIQUE_USERS',
    interval: 'MONTH',
    from: Date.parse(range.from),
    to: Date.parse(range.to),
    timeZone: 'UTC',
    weekStart: 'MONDAY',
  })
  return check(
    'monthly users of "chore" over eight years',
    { timestamps: actual.timestamps.map(text => Date.parse(text)), values: actual.series[0]!.values },
    expected,
  )
}

async function checkFunnel(
  service: Service,
  events: Event[],
  order: 'ORDERED' | 'STRICT' | 'UNORDERED',
): Promise<Check> {
  const range = { from: '2018-01-01T00:00:00.000Z', to: '2026-09-01T00:00:00.000Z' }
  const steps = [{ event: 'docs' }, { event: 'fix' }, { event: 'feat' }]
  const { funnel: actual } = await dataOf(asking(service), FunnelDocument, {
    input: { name: 'first steps', steps, range: { between: range }, order, windowSeconds: 7_776_000 },
  })
  const question = {
    steps,
    from: Date.parse(range.from),
    to: Date.parse(range.to),
    windowSeconds: 7_776_000,
    attempt: 'BEST',
    rangeMode: 'ENTRY',
    order,
  } as const
  const expected = funnel(events, question, Date.now(), earliestChain)
  return check(
    `the funnel docs → fix → feat within 90 days, ${order}`,
    {
      openAttempts: actual.openAttempts,
      steps: actual.steps.map(({ users, medianSeconds, averageSeconds, p90Seconds }) => ({
        users,
        medianSeconds,
        averageSeconds,
        p90Seconds,
      })),
    },
    { openAttempts: expected.openAttempts, steps: expected.steps },
  )
}
