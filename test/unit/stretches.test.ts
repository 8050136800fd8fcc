import 'reflect-metadata'
import { expect, test } from 'vitest'
import { bucketEdges } from '../../src/analytics/query/calendar.ts'
import { stretchesOf } from '../../src/analytics/query/measure/stretches.ts'
import { CalendarUnit, WeekStart } from '../../src/schema/date-range-input.ts'

const range = (from: string, to: string) => ({ from: new Date(`${from}Z`), to: new Date(`${to}Z`) })

/** Such as `quarter 2024-01-01T18:15 – 2024-01-02T00:00`. */
function stretches(
  from: string,
  to: string,
  zone?: string,
  interval: CalendarUnit = CalendarUnit.DAY,
): string[] {
  const whole = range(from, to)
  const calendar = { timeZone: zone ?? 'UTC', weekStart: WeekStart.MONDAY }
  const edges = zone ? bucketEdges(whole.from, whole.to, interval, calendar) : [whole.from, whole.to]
  return stretchesOf([whole], edges, ['day', 'quarter', 'instant']).map(
    ({ grain, from, to }) => `${grain} ${written(from)} – ${written(to)}`,
  )
}

const written = (at: Date) => at.toISOString().replace(/(:00)?\.000Z$/, '')

test('whole days stay whole, together and in buckets of days', () => {
  const days = ['day 2024-01-01T00:00 – 2024-04-01T00:00']
  expect(stretches('2024-01-01T00:00', '2024-04-01T00:00')).toEqual(days)
  expect(stretches('2024-01-01T00:00', '2024-04-01T00:00', 'UTC')).toEqual(days)
})

test('a range that starts and ends between quarters has days, quarters around them, and events at either end', () => {
  expect(stretches('2024-01-01T18:01:01', '2024-01-05T00:16:00')).toEqual([
    'instant 2024-01-01T18:01:01 – 2024-01-01T18:15',
    'quarter 2024-01-01T18:15 – 2024-01-02T00:00',
    'day 2024-01-02T00:00 – 2024-01-05T00:00',
    'quarter 2024-01-05T00:00 – 2024-01-05T00:15',
    'instant 2024-01-05T00:15 – 2024-01-05T00:16',
  ])
})

test('days in Kathmandu, 5 hours and 45 minutes ahead, are quarters', () => {
  expect(stretches('2023-12-31T18:15', '2024-03-31T18:15', 'Asia/Kathmandu')).toEqual([
    'quarter 2023-12-31T18:15 – 2024-03-31T18:15',
  ])
})

test('weeks in Kathmandu are days, with quarters around their edges', () => {
  expect(stretches('2023-12-31T18:15', '2024-01-14T18:15', 'Asia/Kathmandu', CalendarUnit.WEEK)).toEqual([
    'quarter 2023-12-31T18:15 – 2024-01-01T00:00',
    'day 2024-01-01T00:00 – 2024-01-07T00:00',
    'quarter 2024-01-07T00:00 – 2024-01-08T00:00',
    'day 2024-01-08T00:00 – 2024-01-14T00:00',
    'quarter 2024-01-14T00:00 – 2024-01-14T18:15',
  ])
})

test('days on Lord Howe are quarters across the clock change by half an hour', () => {
  expect(stretches('2024-04-05T13:00', '2024-04-08T13:30', 'Australia/Lord_Howe')).toEqual([
    'quarter 2024-04-05T13:00 – 2024-04-08T13:30',
  ])
})

test('minutes are read from events, and so is a range within a quarter', () => {
  expect(stretches('2024-01-01T00:00', '2024-01-02T00:00', 'UTC', CalendarUnit.MINUTE)).toEqual([
    'instant 2024-01-01T00:00 – 2024-01-02T00:00',
  ])
  expect(stretches('2024-01-01T00:01', '2024-01-01T00:14')).toEqual([
    'instant 2024-01-01T00:01 – 2024-01-01T00:14',
  ])
})

test('the gap between two ranges is in no stretch', () => {
  const days = [range('2024-01-01T00:00', '2024-01-03T00:00'), range('2024-01-05T00:00', '2024-01-06T00:00')]
  expect(stretchesOf(days, [], ['day', 'quarter', 'instant'])).toEqual(
    days.map(span => ({ grain: 'day', ...span })),
  )
})
