import { afterEach, describe, expect, test, vi } from 'vitest'
import { transport } from '../../../packages/sdk/src/core/transport.ts'
import { fakeClock } from '../../support/sdk/fake-clock.ts'
import { itemOf } from '../../support/sdk/queue-story.ts'

test('a key that never comes is a failure after the time for a request', async () => {
  const clock = fakeClock()
  const send = transport(
    { url: 'http://127.0.0.1:9', key: () => new Promise<string>(() => {}), requestTimeoutMs: 10_000 },
    clock,
  )
  const outcome = send([itemOf('1')])
  await clock.pass(10_000)
  expect(await outcome).toMatchObject({ is: 'failed' })
})

describe('a 401', () => {
  afterEach(() => vi.unstubAllGlobals())

  test.each([
    ['for a key that never changes bars the client', 'cg_x', 'barred'],
    [
      'for a token that a function gave is a failure: the next attempt gets another token',
      () => 'eyJ',
      'failed',
    ],
  ] as const)('%s', async (_, key, is) => {
    vi.stubGlobal('fetch', async () => new Response('{}', { status: 401 }))
    const send = transport({ url: 'http://127.0.0.1:9', key, requestTimeoutMs: 10_000 }, fakeClock())
    expect(await send([itemOf('1')])).toMatchObject({ is })
  })
})
