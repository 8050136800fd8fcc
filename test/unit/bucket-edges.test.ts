import { expect, test } from 'vitest'
import { bucketEdges, checkedTimeZone } from '../../src/analytics/query/calendar.ts'
import { CalendarUnit, WeekStart } from '../../src/schema/date-range-input.ts'
import { bucketStarts } from '../support/evaluate/calendar.ts'

type Row = [unit: string, timeZone: string, at: string, from: string, to: string, weekStart?: 'SUNDAY']

const berlin = 'Europe/Berlin'
const newYork = 'America/New_York'

/** The bucket of an instant. */
const buckets: Row[] = [
  // 2015, 2020 and 2026 have 53 weeks in ISO 8601; 30 December 2024 is in the first week of 2025.
  ['WEEK', 'UTC', '2020-12-31T00:00Z', '2020-12-28T00:00Z', '2021-01-04T00:00Z'],
  ['WEEK', 'UTC', '2021-01-03T23:59:59.999Z', '2020-12-28T00:00Z', '2021-01-04T00:00Z'],
  ['WEEK', 'UTC', '2021-01-04T00:00Z', '2021-01-04T00:00Z', '2021-01-11T00:00Z'],
  ['WEEK', 'UTC', '2024-12-30T00:00Z', '2024-12-30T00:00Z', '2025-01-06T00:00Z'],
  ['WEEK', 'UTC', '2026-12-31T00:00Z', '2026-12-28T00:00Z', '2027-01-04T00:00Z'],
  ['WEEK', 'UTC', '2027-01-01T00:00Z', '2026-12-28T00:00Z', '2027-01-04T00:00Z'],
  ['WEEK', 'UTC', '2016-01-01T00:00Z', '2015-12-28T00:00Z', '2016-01-04T00:00Z'],
  ['WEEK', 'UTC', '2024-02-29T00:00Z', '2024-02-26T00:00Z', '2024-03-04T00:00Z'],
  ['WEEK', 'UTC', '2023-02-28T00:00Z', '2023-02-27T00:00Z', '2023-03-06T00:00Z'],
  ['WEEK', 'UTC', '2000-02-29T00:00Z', '2000-02-28T00:00Z', '2000-03-06T00:00Z'],
  ['WEEK', 'UTC', '2021-01-01T00:00Z', '2020-12-27T00:00Z', '2021-01-03T00:00Z', 'SUNDAY'],
  ['WEEK', 'UTC', '2021-01-03T00:00Z', '2021-01-03T00:00Z', '2021-01-10T00:00Z', 'SUNDAY'],
  ['WEEK', 'UTC', '2021-01-02T23:59:59.999Z', '2020-12-27T00:00Z', '2021-01-03T00:00Z', 'SUNDAY'],
  ['WEEK', 'UTC', '2024-02-29T00:00Z', '2024-02-25T00:00Z', '2024-03-03T00:00Z', 'SUNDAY'],
  ['WEEK', 'UTC', '2022-01-01T00:00Z', '2021-12-26T00:00Z', '2022-01-02T00:00Z', 'SUNDAY'],
  ['MONTH', 'UTC', '2024-01-31T00:00Z', '2024-01-01T00:00Z', '2024-02-01T00:00Z'],
  ['MONTH', 'UTC', '2024-02-29T23:59:59.999Z', '2024-02-01T00:00Z', '2024-03-01T00:00Z'],
  ['MONTH', 'UTC', '2023-02-28T00:00Z', '2023-02-01T00:00Z', '2023-03-01T00:00Z'],
  ['MONTH', 'UTC', '2024-12-31T23:59:59.999Z', '2024-12-01T00:00Z', '2025-01-01T00:00Z'],
  ['MONTH', 'UTC', '1970-01-01T00:00Z', '1970-01-01T00:00Z', '1970-02-01T00:00Z'],
  ['MONTH', 'UTC', '2000-02-29T00:00Z', '2000-02-01T00:00Z', '2000-03-01T00:00Z'],
  ['QUARTER', 'UTC', '2024-03-31T23:59:59.999Z', '2024-01-01T00:00Z', '2024-04-01T00:00Z'],
  ['QUARTER', 'UTC', '2024-04-01T00:00Z', '2024-04-01T00:00Z', '2024-07-01T00:00Z'],
  ['QUARTER', 'UTC', '2024-09-30T00:00Z', '2024-07-01T00:00Z', '2024-10-01T00:00Z'],
  ['QUARTER', 'UTC', '2024-12-31T00:00Z', '2024-10-01T00:00Z', '2025-01-01T00:00Z'],
  ['QUARTER', 'UTC', '2024-02-29T00:00Z', '2024-01-01T00:00Z', '2024-04-01T00:00Z'],
  ['YEAR', 'UTC', '2024-02-29T00:00Z', '2024-01-01T00:00Z', '2025-01-01T00:00Z'],
  ['YEAR', 'UTC', '1999-12-31T23:59:59.999Z', '1999-01-01T00:00Z', '2000-01-01T00:00Z'],
  // One hour ahead of UTC, two from 31 March to 27 October 2024.
  ['WEEK', berlin, '2024-03-31T12:00Z', '2024-03-24T23:00Z', '2024-03-31T22:00Z'],
  ['WEEK', berlin, '2024-10-27T12:00Z', '2024-10-20T22:00Z', '2024-10-27T23:00Z'],
  ['WEEK', berlin, '2024-03-31T12:00Z', '2024-03-30T23:00Z', '2024-04-06T22:00Z', 'SUNDAY'],
  ['MONTH', berlin, '2024-03-31T22:30Z', '2024-03-31T22:00Z', '2024-04-30T22:00Z'],
  ['MONTH', berlin, '2024-10-31T12:00Z', '2024-09-30T22:00Z', '2024-10-31T23:00Z'],
  ['QUARTER', berlin, '2024-03-31T12:00Z', '2023-12-31T23:00Z', '2024-03-31T22:00Z'],
  ['QUARTER', berlin, '2024-12-31T23:30Z', '2024-12-31T23:00Z', '2025-03-31T22:00Z'],
  ['YEAR', berlin, '2024-12-31T23:30Z', '2024-12-31T23:00Z', '2025-12-31T23:00Z'],
  // Five hours behind UTC, four from 10 March to 3 November 2024.
  ['WEEK', newYork, '2024-03-10T12:00Z', '2024-03-10T05:00Z', '2024-03-17T04:00Z', 'SUNDAY'],
  ['WEEK', newYork, '2024-11-03T12:00Z', '2024-10-28T04:00Z', '2024-11-04T05:00Z'],
  ['MONTH', newYork, '2024-03-01T04:59:59.999Z', '2024-02-01T05:00Z', '2024-03-01T05:00Z'],
  ['QUARTER', newYork, '2024-10-01T03:00Z', '2024-07-01T04:00Z', '2024-10-01T04:00Z'],
  ['MONTH', 'Asia/Kolkata', '2024-01-31T18:30Z', '2024-01-31T18:30Z', '2024-02-29T18:30Z'],
  ['WEEK', 'Asia/Kolkata', '2024-05-05T18:29:59.999Z', '2024-04-28T18:30Z', '2024-05-05T18:30Z'],
  ['QUARTER', 'Asia/Kathmandu', '2024-03-31T18:15Z', '2024-03-31T18:15Z', '2024-06-30T18:15Z'],
  // Ten hours behind UTC until 30 December 2011, which was skipped, then 14 ahead.
  ['DAY', 'Pacific/Apia', '2011-12-30T09:59Z', '2011-12-29T10:00Z', '2011-12-30T10:00Z'],
  ['WEEK', 'Pacific/Apia', '2011-12-30T12:00Z', '2011-12-26T10:00Z', '2012-01-01T10:00Z'],
  ['MONTH', 'Pacific/Apia', '2011-12-31T09:59Z', '2011-12-01T10:00Z', '2011-12-31T10:00Z'],
  // Summer time moves the clock by half an hour, from 6 October 2024 until 7 April.
  ['DAY', 'Australia/Lord_Howe', '2024-10-05T15:00Z', '2024-10-05T13:30Z', '2024-10-06T13:00Z'],
  ['MONTH', 'Australia/Lord_Howe', '2024-04-15T00:00Z', '2024-03-31T13:00Z', '2024-04-30T13:30Z'],
  // The clock goes back from one o'clock to midnight; this day also starts a week.
  ['DAY', 'Atlantic/Azores', '2024-10-27T12:00Z', '2024-10-27T00:00Z', '2024-10-28T01:00Z'],
  ['DAY', 'America/Havana', '2024-11-03T12:00Z', '2024-11-03T04:00Z', '2024-11-04T05:00Z'],
  ['WEEK', 'Atlantic/Azores', '2024-10-27T12:00Z', '2024-10-27T00:00Z', '2024-11-03T01:00Z', 'SUNDAY'],
  // A day whose first hour is skipped; this day also starts a week.
  ['DAY', 'America/Sao_Paulo', '2018-11-04T12:00Z', '2018-11-04T03:00Z', '2018-11-05T02:00Z'],
  ['WEEK', 'America/Sao_Paulo', '2018-11-04T12:00Z', '2018-11-04T03:00Z', '2018-11-11T02:00Z', 'SUNDAY'],
]

test.each(buckets)(
  'the %s in %s that contains %s runs from %s to %s %s',
  (unit, timeZone, at, from, to, weekStart) => {
    const calendar = { timeZone, weekStart: WeekStart[weekStart ?? 'MONDAY'] }
    const instant = new Date(at)
    const edges = bucketEdges(
      instant,
      new Date(instant.getTime() + 1),
      CalendarUnit[unit as CalendarUnit],
      calendar,
    )
    expect(edges).toEqual([new Date(from), new Date(to)])
  },
)

test('days start at midnight by the clock of every zone', () => {
  const differences: string[] = []
  for (const timeZone of [...Intl.supportedValuesOf('timeZone'), 'UTC'])
    for (const day of ['2011-12-29', '2024-03-30', '2024-10-26', '2026-12-31']) {
      const from = new Date(`${day}T07:00Z`)
      const to = new Date(from.getTime() + 2 * 86_400_000)
      const calendar = { timeZone: checkedTimeZone(timeZone), weekStart: WeekStart.MONDAY }
      const starts = bucketEdges(from, to, CalendarUnit.DAY, calendar).slice(0, -1)
      const expected = bucketStarts(Number(from), Number(to), { ...calendar, interval: 'DAY' })
      if (String(starts.map(Number)) !== String(expected)) differences.push(`${timeZone} on ${day}`)
    }
  expect(differences).toEqual([])
})
