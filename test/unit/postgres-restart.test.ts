import pino from 'pino'
import { expect, test } from 'vitest'
import { PostgresFailure } from '../../src/postgres/embedded/failure.ts'
import { restart } from '../../src/postgres/embedded/restart.ts'

const log = pino({ level: 'silent' })
const { signal } = new AbortController()
const minuteMs = 60_000

/** A start that fails this often, for this reason, and then succeeds. */
function failing(times: number, code: PostgresFailure['code']) {
  let left = times
  return async () => {
    if (left-- > 0) throw new PostgresFailure(code, `the reason of attempt ${times - left}`)
  }
}

const outageOf = (minutes: number) => ({
  since: performance.now() - minutes * minuteMs,
  attempts: 0,
  loggedReason: 'ENDED',
})

test('attempts continue within ten minutes of an outage', async () => {
  const outage = outageOf(9)
  await restart(failing(2, 'ENDED'), outage, log, signal)
  expect(outage.attempts).toBe(3)
})

test('after ten minutes the restart fails with the reason of the last attempt, even for a full disk', async () => {
  for (const code of ['ENDED', 'NO_SPACE'] as const)
    await expect(restart(failing(9, code), outageOf(10), log, signal)).rejects.toThrow(
      'the reason of attempt 1',
    )
})

test('an attempt that succeeds after ten minutes counts', async () => {
  const outage = outageOf(600)
  await restart(failing(0, 'ENDED'), outage, log, signal)
  expect(outage.attempts).toBe(1)
})

test('an unusable folder is not tried again', async () => {
  const outage = outageOf(0)
  await expect(restart(failing(9, 'UNUSABLE'), outage, log, signal)).rejects.toThrow('attempt 1')
  expect(outage.attempts).toBe(1)
})
