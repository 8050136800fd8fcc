import { describe, expect, test } from 'vitest'
import { bucketStarts, type Interval, localDate, type WeekStart } from '../../support/evaluate/calendar.ts'

describe('days', () => {
  test('in Berlin the last Sunday of March has 23 hours and that of October 25', () => {
    expect(buckets('2024-03-30T12:00Z', '2024-04-01T00:00Z', 'DAY', 'Europe/Berlin')).toEqual([
      '2024-03-29T23:00Z',
      '2024-03-30T23:00Z',
      '2024-03-31T22:00Z',
    ])
    expect(lengths('2024-03-31T00:00Z', '2024-04-02T00:00Z', 'DAY', 'Europe/Berlin')[0]).toBe(23 * 60)
    expect(lengths('2024-10-27T00:00Z', '2024-10-29T00:00Z', 'DAY', 'Europe/Berlin')[0]).toBe(25 * 60)
  })

  test('on Lord Howe the clock moves half an hour', () => {
    expect(buckets('2024-04-06T13:00Z', '2024-04-08T00:00Z', 'DAY', 'Australia/Lord_Howe')).toEqual([
      '2024-04-06T13:00Z',
      '2024-04-07T13:30Z',
    ])
    expect(buckets('2024-10-05T13:30Z', '2024-10-07T00:00Z', 'DAY', 'Australia/Lord_Howe')).toEqual([
      '2024-10-05T13:30Z',
      '2024-10-06T13:00Z',
    ])
  })

  test('a day whose midnight does not exist starts at 01:00', () => {
    expect(buckets('2018-11-04T12:00Z', '2018-11-05T00:00Z', 'DAY', 'America/Sao_Paulo')).toEqual([
      '2018-11-04T03:00Z',
    ])
  })

  test('Samoa had no 30 December 2011', () => {
    const starts = buckets('2011-12-29T12:00Z', '2011-12-31T12:00Z', 'DAY', 'Pacific/Apia')
    expect(starts).toEqual(['2011-12-29T10:00Z', '2011-12-30T10:00Z', '2011-12-31T10:00Z'])
    expect(starts.map(start => localDate(Date.parse(start), 'Pacific/Apia'))).toEqual([
      '2011-12-29',
      '2011-12-31',
      '2012-01-01',
    ])
  })

  test('a range that ends at midnight does not touch the next day', () => {
    expect(buckets('2024-05-01T00:00Z', '2024-05-02T00:00Z', 'DAY', 'UTC')).toEqual(['2024-05-01T00:00Z'])
    expect(buckets('2024-05-01T00:00Z', '2024-05-02T00:00:00.001Z', 'DAY', 'UTC')).toHaveLength(2)
  })
})

describe('hours and minutes', () => {
  test('the hour that Berlin repeats is two buckets, and the hour that Berlin skips is none', () => {
    expect(lengths('2024-10-26T22:00Z', '2024-10-27T23:00Z', 'HOUR', 'Europe/Berlin')).toEqual(
      Array(24).fill(60),
    )
    expect(buckets('2024-10-26T22:00Z', '2024-10-27T23:00Z', 'HOUR', 'Europe/Berlin')).toHaveLength(25)
    expect(buckets('2024-03-30T23:00Z', '2024-03-31T22:00Z', 'HOUR', 'Europe/Berlin')).toHaveLength(23)
  })

  test('start at the full local hour in a zone that is half an hour off', () => {
    expect(buckets('2024-05-01T00:00Z', '2024-05-01T02:00Z', 'HOUR', 'Asia/Kolkata')).toEqual([
      '2024-04-30T23:30Z',
      '2024-05-01T00:30Z',
      '2024-05-01T01:30Z',
    ])
    expect(buckets('2024-05-01T00:00Z', '2024-05-01T00:20Z', 'HOUR', 'Asia/Kathmandu')).toEqual([
      '2024-04-30T23:15Z',
      '2024-05-01T00:15Z',
    ])
  })

  test('on Lord Howe one hour has 90 minutes in April and one has 30 in October', () => {
    // The clock goes back from 2:00 to 1:30 in April, and forward from 2:00 to 2:30 in October.
    expect(buckets('2024-04-06T13:00Z', '2024-04-06T17:00Z', 'HOUR', 'Australia/Lord_Howe')).toEqual([
      '2024-04-06T13:00Z',
      '2024-04-06T14:00Z',
      '2024-04-06T15:30Z',
      '2024-04-06T16:30Z',
    ])
    expect(buckets('2024-10-05T14:30Z', '2024-10-05T17:00Z', 'HOUR', 'Australia/Lord_Howe')).toEqual([
      '2024-10-05T14:30Z',
      '2024-10-05T15:30Z',
      '2024-10-05T16:00Z',
    ])
  })

  test('minutes are the same in every zone', () => {
    expect(buckets('2024-05-01T00:00:30Z', '2024-05-01T00:02Z', 'MINUTE', 'Asia/Kathmandu')).toEqual([
      '2024-05-01T00:00Z',
      '2024-05-01T00:01Z',
    ])
  })
})

describe('weeks and longer', () => {
  test('a week starts on Monday or on Sunday', () => {
    // 1 May 2024 was a Wednesday.
    const week = (weekStart: WeekStart) =>
      buckets('2024-05-01T00:00Z', '2024-05-07T00:00Z', 'WEEK', 'UTC', weekStart)
    expect(week('MONDAY')).toEqual(['2024-04-29T00:00Z', '2024-05-06T00:00Z'])
    expect(week('SUNDAY')).toEqual(['2024-04-28T00:00Z', '2024-05-05T00:00Z'])
  })

  test('a Sunday ends a week that starts on Monday and starts a week that starts on Sunday', () => {
    const sunday = ['2024-05-05T00:00Z', '2024-05-06T00:00Z'] as const
    expect(buckets(...sunday, 'WEEK', 'UTC', 'MONDAY')).toEqual(['2024-04-29T00:00Z'])
    expect(buckets(...sunday, 'WEEK', 'UTC', 'SUNDAY')).toEqual(['2024-05-05T00:00Z'])
  })

  test('the week in which Berlin loses an hour has 167', () => {
    expect(lengths('2024-03-27T00:00Z', '2024-04-03T00:00Z', 'WEEK', 'Europe/Berlin')).toEqual([167 * 60])
  })

  test('months, quarters and years start at local midnight of their first day', () => {
    const [from, to] = ['2023-12-31T23:30Z', '2024-05-01T00:00Z']
    expect(buckets(from, to, 'MONTH', 'Europe/Berlin')).toEqual([
      '2023-12-31T23:00Z',
      '2024-01-31T23:00Z',
      '2024-02-29T23:00Z',
      '2024-03-31T22:00Z',
      '2024-04-30T22:00Z',
    ])
    expect(buckets(from, to, 'QUARTER', 'Europe/Berlin')).toEqual(['2023-12-31T23:00Z', '2024-03-31T22:00Z'])
    expect(buckets(from, to, 'YEAR', 'Europe/Berlin')).toEqual(['2023-12-31T23:00Z'])
    expect(buckets(from, to, 'YEAR', 'America/New_York')).toEqual(['2023-01-01T05:00Z', '2024-01-01T05:00Z'])
  })
})

function starts(from: string, to: string, interval: Interval, timeZone: string, weekStart: WeekStart) {
  return bucketStarts(Date.parse(from), Date.parse(to), { interval, timeZone, weekStart })
}

function buckets(
  from: string,
  to: string,
  interval: Interval,
  timeZone: string,
  weekStart: WeekStart = 'MONDAY',
) {
  return starts(from, to, interval, timeZone, weekStart).map(at =>
    new Date(at).toISOString().replace(':00.000Z', 'Z'),
  )
}

/** Minutes from each bucket to the next. */
function lengths(from: string, to: string, interval: Interval, timeZone: string) {
  const bounds = starts(from, to, interval, timeZone, 'MONDAY')
  return bounds.slice(1).map((end, index) => (end - bounds[index]!) / 60_000)
}
