import { CohortsDocument } from '../e2e/operations/operations.ts'
import { cohorts } from '../support/evaluate/cohorts.ts'
import { type Event } from '../support/evaluate/event.ts'
import { dataOf } from '../support/graphql/graphql-request.ts'
import { type Check, check } from './check.ts'
import { type Service } from './service.ts'

/** The months in which authors returned after their first commit: eight years of months, in Berlin. */
export async function checkCohorts({ url, admin }: Service, events: Event[]): Promise<Check> {
  const question = { timeZone: 'Europe/Berlin', weekStart: 'MONDAY', interval: 'MONTH' } as const
  const range = { from: '2018-01-01T00:00:00.000Z', to: '2026-09-01T00:00:00.000Z' }
  const { cohorts: actual } = await dataOf({ url, token: admin }, CohortsDocument, {
    input: { ...question, range: { between: range }, periods: 13 },
  })
  const expected = cohorts(
    events.map(event => ({ ...event, kind: 'event' })),
    {
      ...question,
      from: Date.parse(range.from),
      to: Date.parse(range.to),
      widths: Array<number>(13).fill(1),
      target: {},
      return: {},
      entry: 'FIRST_TIME',
      buckets: 'CALENDAR',
      criterion: 'ON',
      minimumOccurrences: 1,
    },
    Date.now(),
  )
  return check(
    'contributors who came back, by the month of their first commit',
    {
      rows: actual.rows.map(({ start, cells }) => [Date.parse(start), ...cells.map(({ users }) => users)]),
      average: actual.average.map(({ rate }) => rate),
    },
    {
      rows: expected.rows.map(({ start, cells }) => [start, ...cells.map(({ members }) => members.length)]),
      average: expected.average.map(({ rate }) => rate),
    },
  )
}
