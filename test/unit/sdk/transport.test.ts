import { expect, test } from 'vitest'
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
