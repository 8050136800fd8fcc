import 'reflect-metadata'
import { expect, test } from 'vitest'
import { checkReportRange, reportPeriod, usualRange } from '../../../src/reports/report-period.ts'
import type { CompareInput } from '../../../src/schema/compare.ts'
import type { DateRangeInput } from '../../../src/schema/date-range-input.ts'

const calendar = { timeZone: 'Europe/Berlin', weekStart: 'MONDAY' } as const
// Sunday, 29 March 2026, 09:00 in Berlin, where the clock has just skipped an hour.
const at = new Date('2026-03-29T07:00:00Z')

const periodOf = (range: DateRangeInput, compare?: CompareInput) => {
  const { period, compare: compared } = reportPeriod(range, compare, calendar, at)
  const text = (range?: { from: Date; to: Date } | null) =>
    range && `${range.from.toISOString().slice(0, 16)} ${range.to.toISOString().slice(0, 16)}`
  return [text(period), text(compared?.range?.between)]
}

const previous: CompareInput = { period: 'PREVIOUS_PERIOD' }

test.each<[DateRangeInput, string, string]>([
  [
    { last: { count: 1, unit: 'DAY' } },
    '2026-03-27T23:00 2026-03-28T23:00',
    '2026-03-26T23:00 2026-03-27T23:00',
  ],
  [{ preset: 'YESTERDAY' }, '2026-03-27T23:00 2026-03-28T23:00', '2026-03-26T23:00 2026-03-27T23:00'],
  [
    { last: { count: 1, unit: 'WEEK' } },
    '2026-03-15T23:00 2026-03-22T23:00',
    '2026-03-08T23:00 2026-03-15T23:00',
  ],
  // A month is compared with a month, whatever their lengths are.
  [{ preset: 'LAST_MONTH' }, '2026-01-31T23:00 2026-02-28T23:00', '2025-12-31T23:00 2026-01-31T23:00'],
  [
    { last: { count: 1, unit: 'HOUR' } },
    '2026-03-29T06:00 2026-03-29T07:00',
    '2026-03-29T05:00 2026-03-29T06:00',
  ],
])('%j is over when the report runs', (range, period, before) => {
  expect(periodOf(range)).toEqual([period, undefined])
  expect(periodOf(range, previous)).toEqual([period, before])
})

test('a period that is given in days is taken as it is', () => {
  const days: DateRangeInput = { dates: { from: '2026-03-28', to: '2026-03-29' } }
  expect(periodOf(days, previous)).toEqual(['2026-03-27T23:00 2026-03-29T22:00', undefined])
  expect(reportPeriod(days, previous, calendar, at).compare).toEqual(previous)
})

test('the usual period is the unit of the schedule', () => {
  const unitOf = (schedule?: Parameters<typeof usualRange>[0]) => usualRange(schedule).last!.unit
  expect([
    unitOf({ daily: { at: '9:00' } }),
    unitOf({ weekly: { on: ['MONDAY'], at: '9:00' } }),
    unitOf({ monthly: { day: 1, at: '9:00' } }),
    unitOf({ cron: '0 9 * * *' }),
    unitOf(),
  ]).toEqual(['DAY', 'WEEK', 'MONTH', 'DAY', 'DAY'])
})

test.each<DateRangeInput>([
  { preset: 'TODAY' },
  { preset: 'THIS_MONTH' },
  { dates: { from: '2026-01-01', to: '2026-01-31' } },
  { between: { from: new Date(0), to: new Date(1) } },
  { last: { count: 0, unit: 'DAY' } },
  { last: { count: 10_001, unit: 'DAY' } },
])('%j cannot be the range of a report', range => {
  expect(() => checkReportRange(range)).toThrow(
    expect.objectContaining({ extensions: expect.objectContaining({ reason: 'INVALID_RANGE' }) }),
  )
})
