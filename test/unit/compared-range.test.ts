import { describe, expect, test } from 'vitest'
import { comparedRange } from '../../src/analytics/query/compare.ts'
import type { Query } from '../../src/analytics/query/query.ts'
import { toRange } from '../../src/analytics/query/range.ts'
import { ComparePeriod } from '../../src/schema/compare.ts'
import {
  CalendarUnit,
  type DateRangeInput,
  RangePreset,
  WeekStart,
} from '../../src/schema/date-range-input.ts'

const compared = (
  now: string,
  timeZone: string,
  range: DateRangeInput,
  period: ComparePeriod = ComparePeriod.PREVIOUS_PERIOD,
) => {
  const query = { calendar: { timeZone, weekStart: WeekStart.MONDAY }, asOf: new Date(now) } as Query
  const { from, to } = comparedRange(
    query,
    { range, compare: { period } },
    toRange(range, query.calendar, query.asOf),
  )!
  return `${from.toISOString().slice(0, 16)} ${to.toISOString().slice(0, 16)}`
}
const last = (count: number, unit: CalendarUnit) => ({ last: { count, unit } })
const between = (from: string, to: string) => ({
  between: { from: new Date(from), to: new Date(to) },
})

describe('the previous range', () => {
  test.each<[string, string, DateRangeInput, string]>([
    [
      'of the running month is the month before, up to the same day and time',
      '2024-03-15T06:00:00Z',
      { preset: RangePreset.THIS_MONTH },
      '2024-02-01T00:00 2024-02-15T06:00',
    ],
    [
      'of a month that is longer ends with the shorter one',
      '2024-03-31T06:00:00Z',
      { preset: RangePreset.THIS_MONTH },
      '2024-02-01T00:00 2024-02-29T06:00',
    ],
    [
      'of the last month is the one before it, whole',
      '2024-03-15T06:00:00Z',
      { preset: RangePreset.LAST_MONTH },
      '2024-01-01T00:00 2024-02-01T00:00',
    ],
    [
      'of the last seven days are the seven before, up to the same time',
      '2024-03-15T06:00:00Z',
      last(7, CalendarUnit.DAY),
      '2024-03-02T00:00 2024-03-08T06:00',
    ],
    [
      'of three whole days is the three days before',
      '2025-01-01T00:00:00Z',
      { dates: { from: '2024-03-10', to: '2024-03-12' } },
      '2024-03-07T00:00 2024-03-10T00:00',
    ],
    [
      'of whole days that are not over is their elapsed part',
      '2024-03-11T15:00:00Z',
      { dates: { from: '2024-03-10', to: '2024-03-12' } },
      '2024-03-07T00:00 2024-03-08T15:00',
    ],
    [
      'of two instants is as long',
      '2025-01-01T00:00:00Z',
      between('2024-03-10T12:00:00Z', '2024-03-11T00:00:00Z'),
      '2024-03-10T00:00 2024-03-10T12:00',
    ],
    [
      'of two instants, the second in the future, is as long as the elapsed part',
      '2024-03-10T15:00:00Z',
      between('2024-03-10T12:00:00Z', '2024-03-11T00:00:00Z'),
      '2024-03-10T00:00 2024-03-10T03:00',
    ],
  ])('%s', (_, now, range, expected) => {
    expect(compared(now, 'UTC', range)).toBe(expected)
  })

  test('moves by calendar days across a clock change', () => {
    // Berlin changed to summer time on 31 March 2024: before, midnight was 23:00 UTC, after it was 22:00.
    expect(compared('2024-04-01T10:00:00Z', 'Europe/Berlin', last(1, CalendarUnit.DAY))).toBe(
      '2024-03-30T23:00 2024-03-31T10:00',
    )
    expect(compared('2024-03-31T10:00:00Z', 'Europe/Berlin', last(1, CalendarUnit.DAY))).toBe(
      '2024-03-29T23:00 2024-03-30T11:00',
    )
  })

  test('of a year before has the same dates; 29 February becomes 28 February', () => {
    const range = between('2024-02-29T00:00:00Z', '2024-03-02T00:00:00Z')
    expect(compared('2025-01-01T00:00:00Z', 'UTC', range, ComparePeriod.PREVIOUS_YEAR)).toBe(
      '2023-02-28T00:00 2023-03-02T00:00',
    )
  })

  test('keeps its length where both ends would become the same day', () => {
    const range = between('2024-02-28T12:00:00Z', '2024-02-29T06:00:00Z')
    expect(compared('2025-01-01T00:00:00Z', 'UTC', range, ComparePeriod.PREVIOUS_YEAR)).toBe(
      '2023-02-28T12:00 2023-03-01T06:00',
    )
  })
})
