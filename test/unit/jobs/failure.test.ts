import { GraphQLError } from 'graphql'
import { describe, expect, test } from 'vitest'
import {
  badInput,
  forbidden,
  overloaded,
  queryTimeout,
  rateLimited,
  requestTimeout,
  unavailable,
} from '../../../src/errors.ts'
import { backOffMs } from '../../../src/jobs/back-off.ts'
import { failureOf } from '../../../src/jobs/failure.ts'
import { JobError } from '../../../src/jobs/job-error.ts'

const withCode = (code: string) => Object.assign(new Error('secret text'), { code })

describe('an attempt that failed', () => {
  test.each([
    ['a refusal', badInput('NOT_FOUND', 'id', 'None.'), 'NOT_FOUND', 'BAD_USER_INPUT'],
    ['a forbidden question', forbidden('No.'), 'FORBIDDEN', 'FORBIDDEN'],
    ['an error of the kind', new JobError('GONE', 'No.', { isPermanent: true }), 'GONE', 'FAILED'],
  ])('by %s is not tried again', (_, error, code, outcome) => {
    expect(failureOf(error)).toMatchObject({ code, outcome, isPermanent: true, isCounted: true })
  })

  test.each([
    ['a question that took too long', queryTimeout('q'), 'QUERY_TIMEOUT', 'QUERY_TIMEOUT'],
    ['a request that took too long', requestTimeout(), 'QUERY_TIMEOUT', 'QUERY_TIMEOUT'],
    ['an error of the kind', new JobError('NO_ANSWER', 'No.'), 'NO_ANSWER', 'FAILED'],
    ['a full disk', withCode('ENOSPC'), 'DISK_FULL', 'FAILED'],
    [
      'a full disk of ClickHouse',
      new Error('Cannot write: errno: 28, strerror: No space left on device'),
      'DISK_FULL',
      'FAILED',
    ],
    ['a bug', new TypeError('secret text'), 'INTERNAL_SERVER_ERROR', 'INTERNAL_SERVER_ERROR'],
    ['an error without a code', new GraphQLError('x'), 'INTERNAL_SERVER_ERROR', 'INTERNAL_SERVER_ERROR'],
    ['anything thrown', 'secret text', 'INTERNAL_SERVER_ERROR', 'INTERNAL_SERVER_ERROR'],
  ])('by %s is tried again, and counts', (_, error, code, outcome) => {
    expect(failureOf(error)).toMatchObject({ code, outcome, isPermanent: false, isCounted: true })
  })

  test.each([
    ['an outage of ClickHouse', unavailable('ClickHouse'), 'DB_UNAVAILABLE'],
    ['an outage of PostgreSQL', withCode('ECONNREFUSED'), 'DB_UNAVAILABLE'],
    ['a lock that took too long', withCode('55P03'), 'DB_UNAVAILABLE'],
    ['load', overloaded('questions'), 'OVERLOADED'],
    ['a used-up rate', rateLimited('Later.', 5), 'RATE_LIMITED'],
  ])('by %s is tried again, and does not count', (_, error, code) => {
    expect(failureOf(error)).toMatchObject({ code, isPermanent: false, isCounted: false })
  })

  test('shows nothing of an unknown error', () => {
    expect(failureOf(new TypeError('secret text')).message).not.toContain('secret')
    expect(failureOf(withCode('ENOSPC')).message).not.toContain('secret')
  })
})

describe('the pause after an attempt', () => {
  const pauses = (isCounted: boolean, random: number) =>
    [1, 2, 3, 4, 5, 8, 60].map(attempt => backOffMs(attempt, isCounted, () => random) / 1_000)

  test('doubles from 5 s to 10 minutes, or to one minute after an outage', () => {
    expect(pauses(true, 0)).toEqual([5, 10, 20, 40, 80, 600, 600])
    expect(pauses(false, 0)).toEqual([5, 10, 20, 40, 60, 60, 60])
  })

  test('is shorter by a random part of up to a half', () => {
    expect(pauses(true, 0.5)).toEqual([3.75, 7.5, 15, 30, 60, 450, 450])
    expect(pauses(true, 1)).toEqual([2.5, 5, 10, 20, 40, 300, 300])
  })
})
