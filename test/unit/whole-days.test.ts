import { expect, test } from 'vitest'
import { toRange } from '../../src/analytics/query/range.ts'
import { WeekStart } from '../../src/schema/date-range-input.ts'

const range = (timeZone: string, from: string, to: string) => {
  const found = toRange({ dates: { from, to } }, { timeZone, weekStart: WeekStart.MONDAY }, new Date(0))
  return [found.from.toISOString().slice(0, 16), found.to.toISOString().slice(0, 16)]
}

test.each([
  ['one day', 'UTC', '2024-02-29', '2024-02-29', ['2024-02-29T00:00', '2024-03-01T00:00']],
  ['a month', 'UTC', '2024-01-01', '2024-01-31', ['2024-01-01T00:00', '2024-02-01T00:00']],
  [
    'a day of 23 hours',
    'Europe/Berlin',
    '2024-03-31',
    '2024-03-31',
    ['2024-03-30T23:00', '2024-03-31T22:00'],
  ],
  [
    'a day of 25 hours',
    'Europe/Berlin',
    '2024-10-27',
    '2024-10-27',
    ['2024-10-26T22:00', '2024-10-27T23:00'],
  ],
  ['both changes', 'Europe/Berlin', '2024-03-31', '2024-10-27', ['2024-03-30T23:00', '2024-10-27T23:00']],
  [
    'a skipped midnight',
    'America/Sao_Paulo',
    '2018-11-04',
    '2018-11-04',
    ['2018-11-04T03:00', '2018-11-05T02:00'],
  ],
  ['two midnights', 'America/Havana', '2024-11-03', '2024-11-03', ['2024-11-03T04:00', '2024-11-04T05:00']],
  [
    'the day before two midnights',
    'America/Havana',
    '2024-11-02',
    '2024-11-02',
    ['2024-11-02T04:00', '2024-11-03T04:00'],
  ],
  [
    'days around a skipped one',
    'Pacific/Apia',
    '2011-12-29',
    '2011-12-31',
    ['2011-12-29T10:00', '2011-12-31T10:00'],
  ],
])('%s in %s, from %s to %s, is whole', (_, timeZone, from, to, instants) => {
  expect(range(timeZone, from, to)).toEqual(instants)
})

test('days are refused if the last is before the first, or if the zone skipped all of them', () => {
  expect(() => range('UTC', '2024-01-02', '2024-01-01')).toThrow('range.dates.from must not be after')
  expect(() => range('Pacific/Apia', '2011-12-30', '2011-12-30')).toThrow('range.from must be before')
})
