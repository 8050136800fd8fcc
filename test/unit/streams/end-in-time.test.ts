import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Viewer } from '../../../src/auth/viewer.ts'
import { unauthenticated, unavailable } from '../../../src/errors.ts'
import { endInTime } from '../../../src/graphql/subscriptions/end-in-time.ts'
import { Subscriber } from '../../../src/streams/subscriber.ts'

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-01-01T12:00:00Z') }))
afterEach(() => void vi.useRealTimers())

const valid = async () => undefined

/** A subscriber who reads: the answers up to now, and whether the stream has ended. */
function subscriberOf(viewer: Partial<Viewer>, prove: () => Promise<unknown> = valid) {
  const gone = new AbortController().signal
  const subscriber = new Subscriber({
    viewer: { subject: 'ann', roles: ['admin'], project: 'a', proof: 'TOKEN', ...viewer },
    requestId: 'r',
    address: '127.0.0.1',
    userAgent: undefined,
    gone,
  })
  const failed = (error: unknown) => ({ errors: [{ message: (error as Error).message }] })
  endInTime(subscriber, { clock: { secondMs: 1_000 }, prove, unauthenticated: failed })
  const read = { messages: [] as string[], hasEnded: false }
  const reading = async () => {
    for await (const { errors } of subscriber) read.messages.push(errors![0]!.message)
    read.hasEnded = true
  }
  void reading()
  return read
}

test('a subscription ends after an hour, with nothing but its end', async () => {
  const read = subscriberOf({ expiresAt: new Date('2026-01-02T12:00:00Z') })
  await vi.advanceTimersByTimeAsync(3_599_999)
  expect(read).toEqual({ messages: [], hasEnded: false })
  await vi.advanceTimersByTimeAsync(1)
  expect(read).toEqual({ messages: [], hasEnded: true })
  expect(vi.getTimerCount()).toBe(0)
})

test('a token ends its subscription when it expires', async () => {
  const read = subscriberOf({ expiresAt: new Date('2026-01-01T12:15:00Z') })
  await vi.advanceTimersByTimeAsync(899_999)
  expect(read).toEqual({ messages: [], hasEnded: false })
  await vi.advanceTimersByTimeAsync(1)
  expect(read).toEqual({ messages: ['The token has expired.'], hasEnded: true })
  expect(vi.getTimerCount()).toBe(0)
})

test('an API key is checked every 5 s: an outage is no reason to end, a revocation is', async () => {
  const answers = [
    valid(),
    Promise.reject(unavailable('PostgreSQL')),
    Promise.reject(unauthenticated('Revoked.')),
  ]
  for (const answer of answers) answer.catch(() => undefined)
  const read = subscriberOf({ proof: 'API_KEY' }, () => answers.shift()!)
  await vi.advanceTimersByTimeAsync(14_999)
  expect(read).toEqual({ messages: [], hasEnded: false })
  await vi.advanceTimersByTimeAsync(1)
  expect(read).toEqual({ messages: ['Revoked.'], hasEnded: true })
})
