import { expect, test } from 'vitest'
import { bucketEdgesAround, budgetPeriod, type LocalPeriod } from '../../../src/budgets/budget-period.ts'
import type { BudgetPeriodInput } from '../../../src/schema/budgets/budget-input.ts'
import { WeekStart } from '../../../src/schema/date-range-input.ts'

const budget = (
  period: BudgetPeriodInput,
  timeZone = 'Europe/Berlin',
  weekStart: WeekStart = WeekStart.MONDAY,
): LocalPeriod => ({ period, calendar: { timeZone, weekStart } })

const edges = (budget: LocalPeriod, at: string, back = 0) => {
  const { from, to } = budgetPeriod(budget, new Date(at), back)
  return [from.toISOString(), to.toISOString()].map(edge => edge.replace(':00.000Z', 'Z'))
}

test.each<[string, LocalPeriod, string, string[]]>([
  ['a day', budget({ every: 'DAY' }), '2024-05-05T22:30:00Z', ['2024-05-05T22:00Z', '2024-05-06T22:00Z']],
  [
    'a day of 23 hours',
    budget({ every: 'DAY' }),
    '2024-03-31T12:00:00Z',
    ['2024-03-30T23:00Z', '2024-03-31T22:00Z'],
  ],
  [
    'a day of 25 hours',
    budget({ every: 'DAY' }),
    '2024-10-27T12:00:00Z',
    ['2024-10-26T22:00Z', '2024-10-27T23:00Z'],
  ],
  [
    'a week',
    budget({ every: 'WEEK' }, 'UTC'),
    '2024-05-05T23:59:59Z',
    ['2024-04-29T00:00Z', '2024-05-06T00:00Z'],
  ],
  [
    'a week from Sunday',
    budget({ every: 'WEEK' }, 'UTC', WeekStart.SUNDAY),
    '2024-05-05T00:00:00Z',
    ['2024-05-05T00:00Z', '2024-05-12T00:00Z'],
  ],
  ['a month', budget({ every: 'MONTH' }), '2024-02-29T12:00:00Z', ['2024-01-31T23:00Z', '2024-02-29T23:00Z']],
  [
    'a quarter',
    budget({ every: 'QUARTER' }),
    '2024-03-31T21:59:59Z',
    ['2023-12-31T23:00Z', '2024-03-31T22:00Z'],
  ],
  [
    'rolling days',
    budget({ rollingDays: 3 }),
    '2024-04-01T12:00:00Z',
    ['2024-03-29T23:00Z', '2024-04-01T22:00Z'],
  ],
  [
    'one rolling day',
    budget({ rollingDays: 1 }, 'UTC'),
    '2024-04-01T12:00:00Z',
    ['2024-04-01T00:00Z', '2024-04-02T00:00Z'],
  ],
  [
    'a zone of quarters of an hour',
    budget({ every: 'DAY' }, 'Asia/Kathmandu'),
    '2024-04-01T18:20:00Z',
    ['2024-04-01T18:15Z', '2024-04-02T18:15Z'],
  ],
])('the period of %s', (_, budget, at, expected) => {
  expect(edges(budget, at)).toEqual(expected)
})

test('a period back ends where the next one begins', () => {
  const month = budget({ every: 'MONTH' }, 'UTC')
  expect(edges(month, '2024-03-31T12:00:00Z', 1)).toEqual(['2024-02-01T00:00Z', '2024-03-01T00:00Z'])
  expect(edges(month, '2024-03-31T12:00:00Z', 4)).toEqual(['2023-11-01T00:00Z', '2023-12-01T00:00Z'])
})

test('buckets reach from the period before to the end of the next one', () => {
  const starts = (budget: LocalPeriod) =>
    bucketEdgesAround(budget, new Date('2024-03-10T12:00:00Z')).map(edge => edge.toISOString().slice(0, 10))
  expect(starts(budget({ every: 'MONTH' }, 'UTC'))).toEqual([
    '2024-02-01',
    '2024-03-01',
    '2024-04-01',
    '2024-05-01',
  ])
  expect(starts(budget({ rollingDays: 2 }, 'UTC'))).toEqual([
    '2024-03-08',
    '2024-03-09',
    '2024-03-10',
    '2024-03-11',
    '2024-03-12',
  ])
})
