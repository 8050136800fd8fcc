import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import {
  type EventInput,
  type FilterInput,
  IdentifyDocument,
  LifecycleDocument,
  StickinessDocument,
  TimeSeriesDocument,
} from '../operations/operations.ts'

/** One case from the tests of another product: the events, one question, and the expected answer. */
interface Case {
  id: string
  kind: string
  source: string
  timezone: string
  weekStart?: string
  interval: string
  dateRange: { from: string; to: string }
  events: { user: string; event: string; timestamp: string; properties?: Record<string, unknown> }[]
  persons?: Record<string, Record<string, unknown>>
  filters?: { key: string; op: string; value: string | string[]; on?: string }[]
  event: string
  math?: string
  sessionKey?: string
  expected: Record<string, (number | null)[] & number>
}

const cases: Case[] = JSON.parse(readFileSync('test/vectors/others.json', 'utf8'))
const ofKind = (kind: string, math?: string) =>
  cases
    .filter(found => found.kind === kind && (math === undefined || found.math === math))
    .map(found => [found.id, found] as const)

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

/** A project with the events of the case. Their ranges include the last millisecond, ours end before `to`. */
async function caseProject({ id, events, sessionKey, persons = {}, filters = [], ...question }: Case) {
  const project = story(app, id)
  const inputs = events.map(
    ({ user, event, timestamp, properties = {} }): EventInput => ({
      userId: user,
      name: event,
      timestamp,
      properties: { ...properties },
      sessionId: sessionKey ? String(properties[sessionKey]) : undefined,
    }),
  )
  await project.happened(inputs)
  for (const [userId, traits] of Object.entries(persons))
    await project.answer(IdentifyDocument, { input: { userId, traits } })
  const range = {
    from: question.dateRange.from,
    to: new Date(Date.parse(`${question.dateRange.to.slice(0, 19)}Z`) + 1_000).toISOString(),
  }
  const calendar = {
    timeZone: question.timezone,
    weekStart: question.weekStart === 'sunday' ? ('SUNDAY' as const) : ('MONDAY' as const),
  }
  const filter = filters.length ? { and: filters.map(toFilter) } : undefined
  return { project, input: { range: { between: range }, filter, ...calendar } }
}

/** The name of an operator there; a list means any of its values. */
const operators = { eq: 'IS', neq: 'IS_NOT', contains: 'CONTAINS', notcontains: 'NOT_CONTAINS' } as const

const toFilter = ({ key, op, value, on }: NonNullable<Case['filters']>[number]): FilterInput => ({
  ...(on === 'person' ? { trait: key } : { property: key }),
  operator: operators[op as keyof typeof operators],
  values: [value].flat(),
})

const unit = (interval: string) => interval.toUpperCase() as 'HOUR' | 'DAY' | 'WEEK' | 'MONTH'

describe('the lifecycle of golden cases', () => {
  // Their new users are those whose first event ever lies in the bucket, as ours are by default; their dormant count is
  // negative and belongs to the bucket in which the user is absent, as ours does.
  test.each(ofKind('lifecycle'))('%s', async (_, found) => {
    const { project, input } = await caseProject(found)
    const question = { ...input, interval: unit(found.interval), target: { event: found.event } }
    const { buckets } = (await project.answer(LifecycleDocument, { input: question })).lifecycle
    const { new: newUsers, returning, resurrecting, dormant } = found.expected
    expect(buckets.map(bucket => bucket.newUsers)).toEqual(newUsers)
    expect(buckets.map(bucket => bucket.returning)).toEqual(returning)
    expect(buckets.map(bucket => bucket.resurrecting)).toEqual(resurrecting)
    expect(buckets.map(bucket => 0 - bucket.dormant)).toEqual(dormant!.map(users => 0 + users!))
  })
})

describe('the stickiness of golden cases', () => {
  test.each(ofKind('stickiness'))('%s', async (_, found) => {
    const { project, input } = await caseProject(found)
    const question = { ...input, interval: unit(found.interval), target: { event: found.event } }
    const { rows } = (await project.answer(StickinessDocument, { input: question })).stickiness
    expect(rows.map(({ users }) => users)).toEqual(found.expected.data)
  })
})

describe('the time series of golden cases', () => {
  test.each(ofKind('trends', 'total'))('%s', async (_, found) => {
    const { project, input } = await caseProject(found)
    const question = { ...input, interval: unit(found.interval), event: found.event }
    const { timestamps, series } = (await project.answer(TimeSeriesDocument, { input: question })).timeSeries
    const { data, days } = found.expected as unknown as { data: number[]; days?: string[] }
    if (days) expect(timestamps.map(at => at.slice(0, 10))).toEqual(days)
    expect(series[0]!.values).toEqual(data)
  })

  // Their count of weekly active users over a filter is our `wau` of the same filter, day by day.
  test.each(ofKind('trends', 'weekly_active'))(
    '%s: who was active in the week up to each day',
    async (_, found) => {
      const { project, input } = await caseProject(found)
      const filter = { and: [{ dimension: 'EVENT', values: [found.event] }, input.filter!] }
      const { engagement } = await project.answer<{ engagement: { days: { wau: number }[] } }>(
        `query ($range: DateRangeInput!, $filter: FilterInput) {
        engagement(range: $range, filter: $filter) { days { wau } }
      }`,
        { range: input.range, filter },
      )
      expect(engagement.days.map(({ wau }) => wau)).toEqual(found.expected.data)
    },
  )
})

describe('the sessions of golden cases', () => {
  test.each(ofKind('sessions_avg_duration'))(
    '%s: the mean length of those that start in a bucket',
    async (_, found) => {
      const { project, input } = await caseProject(found)
      const { stats } = await project.answer<{
        stats: { buckets: { averageSessionSeconds: number | null }[] }
      }>(
        `query ($range: DateRangeInput!, $timeZone: String, $interval: CalendarUnit!) {
        stats(range: $range, timeZone: $timeZone, interval: $interval) {
          buckets { averageSessionSeconds }
        }
      }`,
        { ...input, interval: unit(found.interval) },
      )
      expect(stats.buckets.map(bucket => bucket.averageSessionSeconds)).toEqual(found.expected.data)
    },
  )

  test.each(ofKind('sessions_overview'))('%s', async (_, found) => {
    const { project, input } = await caseProject(found)
    const { engagement } = await project.answer<{ engagement: object }>(
      `query ($range: DateRangeInput!) { engagement(range: $range) { activeUsers sessions averageSessionSeconds } }`,
      { range: input.range },
    )
    const { visitors, sessions, avgSessionDurationSeconds } = found.expected
    expect(engagement).toEqual({
      activeUsers: visitors,
      sessions,
      averageSessionSeconds: avgSessionDurationSeconds,
    })
  })
})
