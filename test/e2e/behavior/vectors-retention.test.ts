import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { CohortsDocument, type CohortsInput, IdentifyDocument } from '../operations/operations.ts'

type Rows = { date: string; values: (number | null)[] }[]

/** One case from the tests of another product: the events, one question, and the expected answer. */
interface Case {
  id: string
  period: 'hour' | 'day' | 'week'
  mode: 'recurring' | 'first_ever' | 'first_time'
  targetEvent: string | { event: string | null }
  returnEvent: string | { event: string | null }
  dateRange: { from: string; to: string }
  totalIntervals: number
  layout: 'triangular' | 'rectangular'
  weekStart: 'sunday' | 'monday'
  timezone: string
  timeWindowMode?: string
  customBrackets?: number[]
  breakdown?: { property: string; on?: string; limit?: number }
  events: { user: string; event: string; timestamp: string; properties?: Record<string, unknown> }[]
  persons?: Record<string, Record<string, unknown>>
  expected: { rows?: Rows; breakdownResults?: { breakdown: string; rows: Rows }[] }
}

const cases: Case[] = JSON.parse(readFileSync('test/vectors/retention.json', 'utf8'))

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

test.each(cases.map(found => [found.id, found] as const))('%s', async (_, found) => {
  const { answer, happened } = story(app, found.id)
  await happened(
    found.events.map(({ user, event, timestamp, properties }) => ({
      userId: user,
      name: event,
      timestamp,
      properties,
    })),
  )
  for (const [userId, traits] of Object.entries(found.persons ?? {}))
    await answer(IdentifyDocument, { input: { userId, traits } })

  const { cohorts } = await answer(CohortsDocument, { input: inputOf(found) })
  const { rows, breakdownResults } = found.expected
  if (rows) expect(valuesOf(cohorts.rows)).toMatchObject(asserted(rows, cohorts.rows))
  for (const { breakdown, rows } of breakdownResults ?? []) {
    const group = cohorts.groups.find(({ value, isOther }) =>
      breakdown === '$$other' ? isOther : value === breakdown,
    )!
    expect(valuesOf(group.rows)).toMatchObject(asserted(rows, group.rows))
  }
})

function inputOf(found: Case): CohortsInput {
  const { breakdown, dateRange } = found
  return {
    // Their ranges include the last microsecond, ours end before `to`.
    range: {
      between: {
        from: dateRange.from,
        to: new Date(Date.parse(`${dateRange.to.slice(0, 19)}Z`) + 1_000).toISOString(),
      },
    },
    timeZone: found.timezone,
    weekStart: found.weekStart === 'sunday' ? 'SUNDAY' : 'MONDAY',
    interval: found.period.toUpperCase() as 'HOUR' | 'DAY' | 'WEEK',
    entry: found.mode.toUpperCase() as 'RECURRING' | 'FIRST_EVER' | 'FIRST_TIME',
    target: matchOf(found.targetEvent),
    return: matchOf(found.returnEvent),
    buckets: found.timeWindowMode === '24_hour_windows' ? 'ROLLING' : 'CALENDAR',
    ...(found.customBrackets ? { brackets: found.customBrackets } : { periods: found.totalIntervals }),
    // There a return counts only under its own breakdown value; here the question has to say so.
    ...(breakdown && {
      breakdown: {
        ...(breakdown.on === 'person' ? { trait: breakdown.property } : { property: breakdown.property }),
        first: breakdown.limit ?? 25,
        returns: breakdown.on === 'person' ? 'ANY' : 'SAME_VALUE',
      },
    }),
  }
}

const matchOf = (event: Case['targetEvent']) => (typeof event === 'string' ? { event } : event)

const valuesOf = (rows: { cells: { users: number }[] }[]) =>
  rows.map(({ cells }) => cells.map(({ users }) => users))

/** What they say of each cell; of null they say nothing, nor of cells that a triangle leaves out. */
const asserted = (rows: Rows, found: { cells: { users: number }[] }[]) =>
  rows.map(({ values }, row) => found[row]!.cells.map((_, k) => values[k] ?? expect.any(Number)))
