import { expect, test } from 'vitest'
import { pathsQuery, usersOfPaths } from '../../../src/analytics/behavior/paths-query.ts'
import { type Habit, usersOfIntervals } from '../../../src/analytics/query/measure/active-intervals.ts'
import { lifecycleQuery, lifecycleUsers } from '../../../src/analytics/query/measure/lifecycle-query.ts'
import { type Query } from '../../../src/analytics/query/query.ts'
import { compile, integer, sql } from '../../../src/clickhouse/sql.ts'
import { CountedUnit } from '../../../src/schema/behavior/counted-unit.ts'
import { LifecycleNew, LifecycleState } from '../../../src/schema/behavior/lifecycle.ts'
import { PathDirection } from '../../../src/schema/behavior/paths.ts'
import { CalendarUnit, WeekStart } from '../../../src/schema/date-range-input.ts'

const asOf = new Date('2024-03-10T12:00:00Z')
const query = {
  project: 'default',
  calendar: { timeZone: 'UTC', weekStart: WeekStart.MONDAY },
  asOf,
  watermark: asOf,
} as Query
const range = { from: new Date('2024-03-01T00:00:00Z'), to: new Date('2024-03-03T00:00:00Z') }
const edges = [1, 2, 3].map(day => new Date(Date.UTC(2024, 2, day)))

const question = {
  anchor: { event: `'; drop` },
  range,
  direction: PathDirection.AFTER,
  depth: 2,
  maxGapSeconds: 1_800,
  collapseRepeats: true,
}

test('the SQL of links and whole paths', () => {
  expect(compile(pathsQuery(query, question, { links: true, whole: true, first: 20 }))).toMatchSnapshot()
})

test('the SQL of the users behind a link that leads to the anchor, with repeats', () => {
  const before = { ...question, direction: PathDirection.BEFORE, collapseRepeats: false }
  expect(
    compile(usersOfPaths(query, before, { link: { depth: 1, from: 'open', to: 'buy' } })),
  ).toMatchSnapshot()
})

test.each([LifecycleNew.FIRST_ACTIVITY, LifecycleNew.FIRST_TARGET])(
  'the SQL of a lifecycle, new by %s',
  newBy => {
    expect(compile(lifecycleQuery(query, { range, newBy }, edges))).toMatchSnapshot()
  },
)

test('the SQL of the users in a lifecycle state reads the same rows as the count of the state', () => {
  const watched = { range, newBy: LifecycleNew.FIRST_ACTIVITY }
  const rows = ({ query }: { query: string }) =>
    query.slice(query.indexOf('with seen'), query.lastIndexOf('group by bucket_no'))
  const users = compile(lifecycleUsers(query, watched, edges, LifecycleState.RETURNING))
  expect(rows(users)).toBe(rows(compile(lifecycleQuery(query, watched, edges))))
})

test.each<[string, Habit]>([
  ['users', { unit: CountedUnit.USER }],
  [
    'conversations with at most two events in a day',
    { unit: CountedUnit.CONVERSATION, isEnough: events => sql`${events} <= ${integer(2)}` },
  ],
])('the SQL of the users behind the active days of %s', (_, habit) => {
  const intervals = { intervals: 2, orMore: true }
  expect(compile(usersOfIntervals(query, { range }, CalendarUnit.DAY, habit, intervals))).toMatchSnapshot()
})
