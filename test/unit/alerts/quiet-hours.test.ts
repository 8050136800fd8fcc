import { expect, test } from 'vitest'
import { isQuietAt } from '../../../src/alerts/quiet-hours.ts'
import type { QuietHoursInput } from '../../../src/schema/alerts/alert-input.ts'

const night: QuietHoursInput = { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' }
const weekend: QuietHoursInput = {
  days: ['SATURDAY', 'SUNDAY'],
  from: '00:00',
  to: '00:00',
  timeZone: 'Europe/Berlin',
}

test.each([
  ['in the evening', night, '2026-03-02T21:00:00Z', true],
  ['a minute before', night, '2026-03-02T20:59:00Z', false],
  ['in the morning', night, '2026-03-03T05:59:00Z', true],
  ['at the end', night, '2026-03-03T06:00:00Z', false],
  ['after the clock went forward', night, '2026-03-29T04:59:00Z', true],
  ['at seven after the clock went forward', night, '2026-03-29T05:00:00Z', false],
  ['at seven in summer time, which is over', night, '2026-10-25T05:00:00Z', true],
  ['at seven after the clock went back', night, '2026-10-25T06:00:00Z', false],
  ['on Saturday', weekend, '2026-03-07T12:00:00Z', true],
  ['late on Sunday', weekend, '2026-03-08T22:59:00Z', true],
  ['on Monday', weekend, '2026-03-08T23:00:00Z', false],
  ['on Friday', weekend, '2026-03-06T22:59:00Z', false],
])('quiet hours %s', (_, hours, at, expected) => {
  expect(isQuietAt([hours], 'UTC', new Date(at))).toBe(expected)
})

test('a time of which only the begin has the day lasts until the next morning', () => {
  const friday = [{ days: ['FRIDAY' as const], from: '22:00', to: '07:00' }]
  expect(isQuietAt(friday, 'UTC', new Date('2026-03-07T06:00:00Z'))).toBe(true)
  expect(isQuietAt(friday, 'UTC', new Date('2026-03-06T06:00:00Z'))).toBe(false)
})

test('an alert without quiet hours is never quiet', () => {
  expect(isQuietAt(null, 'UTC', new Date())).toBe(false)
})
