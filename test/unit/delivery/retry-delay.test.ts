import { expect, test } from 'vitest'
import { mostAttempts, retryAfterMs, retryDelay } from '../../../src/delivery/retry-delay.ts'

test('waits grow, and end after the last attempt', () => {
  const waits = Array.from({ length: mostAttempts }, (_, i) => retryDelay(i + 1, undefined, 0.5))
  const [minute, hour] = [60_000, 3_600_000]
  expect(waits).toEqual([5_000, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 10 * hour, null])
  expect([retryDelay(1, undefined, 0), retryDelay(1, undefined, 1)]).toEqual([4_000, 6_000])
})

test('a wait that the server asks for is from 1 second to 24 hours', () => {
  const asked = ['0', '90', '86401', '999999999', 'Thu, 01 Jan 1970 00:02:00 GMT'].map(header =>
    retryDelay(1, retryAfterMs(header, 60_000)),
  )
  expect(asked).toEqual([1_000, 90_000, 86_400_000, 86_400_000, 60_000])
  expect(
    ['', '-5', 'soon', '1.5', '9'.repeat(20), 'Thu, nonsense'].map(header => retryAfterMs(header)),
  ).toEqual(Array(6).fill(undefined))
  // A date in the past.
  expect(retryDelay(1, retryAfterMs('Thu, 01 Jan 1970 00:00:00 GMT', 60_000))).toBe(1_000)
})
