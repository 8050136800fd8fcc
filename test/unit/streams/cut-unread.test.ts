import { EventEmitter } from 'node:events'
import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { cutUnread } from '../../../src/http/routes/streams/cut-unread.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A response whose buffer is full while its client does not read. */
class Response extends EventEmitter {
  writableNeedDrain = false
  isDestroyed = false

  destroy(): void {
    this.isDestroyed = true
    this.emit('close')
  }
}

function watched(): Response {
  const response = new Response()
  cutUnread(response as unknown as ServerResponse, { secondMs: 1_000 })
  return response
}

test('a client that reads nothing for more than 30 s is disconnected', () => {
  const response = watched()
  vi.advanceTimersByTime(60_000)
  response.writableNeedDrain = true
  vi.advanceTimersByTime(30_000)
  expect(response.isDestroyed).toBe(false)
  vi.advanceTimersByTime(5_000)
  expect(response.isDestroyed).toBe(true)
  expect(vi.getTimerCount()).toBe(0)
})

test('a client that reads slowly stays', () => {
  const response = watched()
  for (let i = 0; i < 10; i++) {
    response.writableNeedDrain = i % 2 === 0
    vi.advanceTimersByTime(20_000)
  }
  expect(response.isDestroyed).toBe(false)
  response.destroy()
  expect(vi.getTimerCount()).toBe(0)
})
