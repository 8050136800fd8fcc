import 'reflect-metadata'
import { describe, expect, test } from 'vitest'
import { checkSchedule, isTimeOf, latestTime, nextTime } from '../../../src/reports/schedule.ts'
import type { ScheduleInput } from '../../../src/schema/reports/schedule-input.ts'

const berlin = 'Europe/Berlin'

/** The next times of a schedule after an instant, as texts. */
function timesOf(schedule: ScheduleInput, after: string, count: number, timeZone = berlin): string[] {
  const times: string[] = []
  let at = new Date(after)
  while (times.length < count) {
    at = nextTime({ schedule, timeZone }, at)!
    times.push(at.toISOString().replace(':00.000Z', 'Z'))
  }
  return times
}

describe('the times of a schedule', () => {
  test('are those of the local clock, in winter and in summer', () => {
    expect(timesOf({ daily: { at: '9:00' } }, '2026-03-28T00:00:00Z', 3)).toEqual([
      '2026-03-28T08:00Z',
      '2026-03-29T07:00Z',
      '2026-03-30T07:00Z',
    ])
  })

  test('are on the days of a week', () => {
    const weekly: ScheduleInput = { weekly: { on: ['MONDAY', 'FRIDAY'], at: '08:30' } }
    expect(timesOf(weekly, '2026-11-29T00:00:00Z', 3)).toEqual([
      '2026-11-30T07:30Z',
      '2026-12-04T07:30Z',
      '2026-12-07T07:30Z',
    ])
  })

  test.each([
    [28, ['2027-01-28', '2027-02-28', '2027-03-28']],
    [30, ['2027-01-30', '2027-02-28', '2027-03-30']],
    [31, ['2027-01-31', '2027-02-28', '2027-03-31']],
  ])('on the %ith of a month are on the last day of a shorter month', (day, dates) => {
    expect(timesOf({ monthly: { day, at: '09:00' } }, '2027-01-01T00:00:00Z', 3, 'UTC')).toEqual(
      dates.map(date => `${date}T09:00Z`),
    )
  })

  test('follow a cron pattern', () => {
    expect(timesOf({ cron: '0,30 9 * * MON-FRI' }, '2026-11-29T00:00:00Z', 3, 'UTC')).toEqual([
      '2026-11-30T09:00Z',
      '2026-11-30T09:30Z',
      '2026-12-01T09:00Z',
    ])
  })

  // Berlin skips 02:00 to 03:00 on 29 March 2026, which begins with 01:00 UTC, and repeats it on 25 October.
  test('that the clock skips are the first instant after it', () => {
    const skipped = ['2026-03-28T01:30Z', '2026-03-29T01:00Z', '2026-03-30T00:30Z']
    expect(timesOf({ daily: { at: '02:30' } }, '2026-03-28T00:00:00Z', 3)).toEqual(skipped)
  })

  test('that the clock repeats are its first occurrence', () => {
    const repeated = ['2026-10-24T00:30Z', '2026-10-25T00:30Z', '2026-10-26T01:30Z']
    expect(timesOf({ daily: { at: '02:30' } }, '2026-10-24T00:00:00Z', 3)).toEqual(repeated)
  })

  test('of every hour count the hours that pass', () => {
    expect(timesOf({ cron: '0 * * * *' }, '2026-10-24T23:30:00Z', 3)).toEqual([
      '2026-10-25T00:00Z',
      '2026-10-25T01:00Z',
      '2026-10-25T02:00Z',
    ])
  })

  test('are found backwards, the instant itself included', () => {
    const daily = { schedule: { daily: { at: '02:30' } }, timeZone: berlin }
    const latest = (at: string) => latestTime(daily, new Date(at))?.toISOString()
    expect(latest('2026-03-29T00:59:59.999Z')).toBe('2026-03-28T01:30:00.000Z')
    expect(latest('2026-03-29T01:00:00.000Z')).toBe('2026-03-29T01:00:00.000Z')
    expect(latest('2026-10-25T01:45:00.500Z')).toBe('2026-10-25T00:30:00.000Z')
    expect(isTimeOf(daily, new Date('2026-10-25T00:30:00Z'))).toBe(true)
    expect(isTimeOf(daily, new Date('2026-10-25T01:30:00Z'))).toBe(false)
  })
})

describe('a schedule', () => {
  const check = (schedule: ScheduleInput) => () => checkSchedule({ schedule, timeZone: berlin })

  test.each([
    { daily: { at: '00:00' } },
    { weekly: { on: ['SUNDAY'], at: '23:59' } },
    { monthly: { day: 31, at: '9:00' } },
    { cron: '*/15 * * * *' },
    { cron: '0,45 9,10 * * *' },
    { cron: '0 9 29 2 *' },
  ] as ScheduleInput[])('is accepted: %j', schedule => {
    expect(check(schedule)).not.toThrow()
  })

  test.each([
    { daily: { at: '24:00' } },
    { daily: { at: '9' } },
    { daily: { at: '09:00\n' } },
    { weekly: { on: [], at: '09:00' } },
    { monthly: { day: 0, at: '09:00' } },
    { monthly: { day: 32, at: '09:00' } },
    { cron: '' },
    { cron: '* * * * *' },
    { cron: '* * * * * *' },
    { cron: '0,10 9 * * *' },
    // 23:50 and 00:00 of the next day.
    { cron: '0,50 0,23 1,15,16 * *' },
    { cron: '0 9 31 2 *' },
    { cron: '@reboot' },
    { cron: '@daily' },
    { cron: '? 9 * * *' },
    { cron: '61 9 * * *' },
    { cron: '0 9 * * *\n' },
    { cron: `${'0,'.repeat(200)}0 9 * * *` },
  ] as ScheduleInput[])('is refused: %j', schedule => {
    expect(check(schedule)).toThrow(
      expect.objectContaining({ extensions: expect.objectContaining({ reason: 'INVALID_SCHEDULE' }) }),
    )
  })
})
