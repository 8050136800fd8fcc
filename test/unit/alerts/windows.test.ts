import { expect, test } from 'vitest'
import {
  calendarWindow,
  everyMs,
  nextCheck,
  settledAt,
  windowBefore,
  windowUntil,
} from '../../../src/alerts/windows.ts'

const minute = 60_000
const at = (time: string) => new Date(time)

test.each([
  ['MINUTES_5', 1],
  ['HOUR_1', 12],
  ['DAY_1', 288],
  ['WEEK_1', 1_440],
] as const)('a window of %s is checked every %i minutes', (window, minutes) => {
  expect(everyMs({ window })).toBe(minutes * minute)
})

test('checks are spread over their interval by the question, and are one interval apart', () => {
  const rule = { window: 'HOUR_1', everyMinutes: 10 } as const
  const now = at('2026-03-02T10:00:00Z')
  const first = (key: string) => nextCheck(rule, key, now).getTime() - now.getTime()
  const offsets = Array.from({ length: 600 }, (_, i) => first(`question ${i}`))
  expect(Math.min(...offsets)).toBeGreaterThan(0)
  expect(Math.max(...offsets)).toBeLessThanOrEqual(10 * minute)
  const perMinute = Map.groupBy(offsets, offset => Math.ceil(offset / minute))
  // 600 checks in 10 minutes are 60 a minute; twice as many are less likely than one in a million.
  for (const ofMinute of perMinute.values()) expect(ofMinute.length).toBeLessThan(120)
  const one = nextCheck(rule, 'a', now)
  expect(nextCheck(rule, 'a', one).getTime() - one.getTime()).toBe(10 * minute)
})

test('checks of the same question coincide where one interval is a multiple of the other', () => {
  const now = at('2026-03-02T10:00:00Z')
  const slow = nextCheck({ window: 'HOUR_1', everyMinutes: 30 }, 'a', now)
  const before = new Date(slow.getTime() - 1)
  expect(nextCheck({ window: 'HOUR_1', everyMinutes: 10 }, 'a', before)).toEqual(slow)
})

test('a window ends at the full minute before anything that may be missing', () => {
  expect(settledAt(at('2026-03-02T10:05:59Z'), at('2026-03-02T10:07:00Z'))).toEqual(
    at('2026-03-02T10:05:00Z'),
  )
  expect(windowUntil('HOUR_1', at('2026-03-02T10:05:00Z')).from).toEqual(at('2026-03-02T09:05:00Z'))
})

test('the same weekday is at the same local time, also across a change of the clock', () => {
  const range = windowUntil('HOUR_1', at('2026-03-30T08:00:00Z'))
  expect(windowBefore(range, 'PREVIOUS', 'Europe/Berlin').to).toEqual(at('2026-03-30T07:00:00Z'))
  // Ten in Berlin is 08:00Z in summer, and 09:00Z a week before.
  expect(windowBefore(range, 'SAME_WEEKDAY', 'Europe/Berlin')).toEqual({
    from: at('2026-03-23T08:00:00Z'),
    to: at('2026-03-23T09:00:00Z'),
  })
})

test('an anomaly is about the last hour or day of the calendar that is over', () => {
  const now = at('2026-03-29T10:17:00Z')
  expect(calendarWindow('HOUR_1', now, 'Europe/Berlin').to).toEqual(at('2026-03-29T10:00:00Z'))
  expect(calendarWindow('DAY_1', at('2026-03-30T10:00:00Z'), 'Europe/Berlin')).toEqual({
    from: at('2026-03-28T23:00:00Z'),
    to: at('2026-03-29T22:00:00Z'),
  })
})
