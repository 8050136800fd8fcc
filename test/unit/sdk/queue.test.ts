import { describe, expect, test } from 'vitest'
import { type Outcome } from '../../../packages/sdk/src/core/outcome.ts'
import { memoryStore, whenOpen, withMemory } from '../../../packages/sdk/src/core/store.ts'
import { fakeClock } from '../../support/sdk/fake-clock.ts'
import { queueStory } from '../../support/sdk/queue-story.ts'

const failed = (retryAfterMs?: number): Outcome => ({ is: 'failed', reason: 'down', retryAfterMs })
const refused = (isTooLarge: boolean): Outcome => ({ is: 'refused', reason: 'no', isTooLarge })

/** Answers with these one after the other, and then stores everything. */
const inTurn = (...outcomes: (Outcome | undefined)[]) => {
  const left = [...outcomes]
  return () => left.shift()
}

describe('when the queue is sent', () => {
  test('events wait for others until the interval is over', async () => {
    const { add, clock, requests } = queueStory()
    add('1')
    await clock.pass(2_000)
    add('2')
    expect(requests).toEqual([])
    await clock.pass(1_000)
    expect(requests).toEqual([{ atMs: 3_000, sent: ['1', '2'] }])
  })

  test('as many events as `flushAt` are sent at once', async () => {
    const { add, clock, requests } = queueStory(undefined, { flushAt: 2 })
    add('1', '2')
    await clock.pass(0)
    expect(requests).toEqual([{ atMs: 0, sent: ['1', '2'] }])
  })

  test('one request is open at a time', async () => {
    let open = 0
    let mostOpen = 0
    const { add, queue, stats } = queueStory(undefined, {
      send: async () => {
        mostOpen = Math.max(mostOpen, ++open)
        await new Promise(resolve => setImmediate(resolve))
        open--
        return { is: 'answered', receipts: [] }
      },
    })
    add('identify-1')
    const first = queue.flush()
    add('identify-2')
    await Promise.all([first, queue.flush(), queue.flush()])
    expect([mostOpen, stats.accepted]).toEqual([1, 2])
  })

  test('a user is sent alone, after the events before and before the events after', async () => {
    const { add, queue, requests, stats } = queueStory()
    add('1', '2', 'identify-3', 'alias-4', '5')
    await queue.flush()
    expect(requests.map(({ sent }) => sent)).toEqual([['1', '2'], ['identify-3'], ['alias-4'], ['5']])
    expect(stats).toEqual({ queued: 5, accepted: 5, duplicates: 0, rejected: 0, dropped: 0 })
  })
})

describe('failures', () => {
  test('the same events are sent again after 1, 2 and 4 s, and the failure is told once', async () => {
    const { add, queue, clock, requests, errors, stats } = queueStory(inTurn(failed(), failed(), failed()))
    add('1')
    await queue.flush()
    add('2')
    await clock.pass(7_000)
    expect(requests).toEqual([
      { atMs: 0, sent: ['1'] },
      { atMs: 1_000, sent: ['1', '2'] },
      { atMs: 3_000, sent: ['1', '2'] },
      { atMs: 7_000, sent: ['1', '2'] },
    ])
    expect([errors, stats.accepted]).toEqual([['SEND_FAILED'], 2])
  })

  test('a time that the server asks for is waited for, and up to a second more', async () => {
    const { add, queue, clock, requests } = queueStory(inTurn(failed(30_000)))
    add('1')
    await queue.flush()
    await clock.pass(30_999)
    expect(requests).toHaveLength(1)
    await clock.pass(1)
    expect(requests).toHaveLength(2)
  })

  test('a clock that is set back by an hour makes no pause an hour longer', async () => {
    const clock = fakeClock()
    let setBackMs = 0
    const { add, queue, requests } = queueStory(inTurn(failed()), {
      clock: { ...clock, now: () => clock.now() - setBackMs },
    })
    add('1')
    await queue.flush()
    setBackMs = 3_600_000
    await clock.pass(1_000)
    expect(requests).toHaveLength(2)
  })

  test('a batch that is too large is halved, and later batches stay as small', async () => {
    const { add, queue, requests } = queueStory(sent => (sent.length > 2 ? refused(true) : undefined))
    add('1', '2', '3', '4', '5', '6')
    await queue.flush()
    expect(requests.map(({ sent }) => sent.join())).toEqual([
      '1,2,3,4,5,6',
      '1,2,3',
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
    ])
  })

  test('the one event that the server refuses is dropped, and no other', async () => {
    const { add, queue, errors, stats } = queueStory(sent =>
      sent.includes('3') ? refused(false) : undefined,
    )
    add('1', '2', '3', '4', '5')
    await queue.flush()
    expect(stats).toMatchObject({ accepted: 4, dropped: 1 })
    expect(errors).toEqual(['REFUSED'])
  })

  test('a refused key ends all sending, and the queue keeps its events for a new key', async () => {
    const store = memoryStore()
    const barred = () => ({ is: 'barred', reason: 'revoked' }) as const
    const { add, queue, clock, requests, errors } = queueStory(barred, { store })
    add('1')
    await queue.flush()
    add('2')
    await clock.pass(600_000)
    await queue.flush()
    expect([requests.length, errors, await store.count()]).toEqual([1, ['NOT_ALLOWED'], 2])
  })
})

describe('a full queue', () => {
  test('loses its oldest events, and tells so once', async () => {
    const { add, queue, clock, requests, errors, stats } = queueStory(undefined, { maxQueue: 3 })
    add('1', '2', '3', '4', '5')
    await clock.pass(0)
    await queue.flush()
    expect(requests.map(({ sent }) => sent)).toEqual([['3', '4', '5']])
    expect([stats.queued, stats.accepted, stats.dropped, errors]).toEqual([5, 3, 2, ['QUEUE_FULL']])
  })

  test('keeps the events of the open request, which may be stored', async () => {
    const store = memoryStore()
    const { add, queue, clock, stats } = queueStory(undefined, {
      store,
      maxQueue: 2,
      send: () => new Promise(() => undefined),
    })
    add('1', '2')
    void queue.flush()
    await clock.pass(0)
    add('3', '4')
    await clock.pass(0)
    expect(stats.dropped).toBe(2)
    expect((await store.oldest(9)).map(({ key }) => key)).toEqual(['1', '2'])
  })
})

describe('the end', () => {
  test('shutdown sends everything, tries again, and refuses what comes later', async () => {
    const { add, queue, clock, requests, errors, stats } = queueStory(inTurn(failed()))
    add('1')
    const closed = queue.close(5_000)
    add('2')
    await clock.pass(1_000)
    await closed
    expect(requests.map(({ sent }) => sent)).toEqual([['1'], ['1']])
    expect([errors, stats]).toMatchObject([['CLOSED', 'SEND_FAILED'], { accepted: 1, dropped: 1 }])
  })

  test('shutdown gives up after its time', async () => {
    const { add, queue, clock, requests } = queueStory(() => failed())
    add('1')
    const closed = queue.close(2_500)
    await clock.pass(2_500)
    await closed
    expect(requests.map(({ atMs }) => atMs)).toEqual([0, 1_000])
  })

  test('a page that closes sends what it has not sent, within the 64 KiB of browsers', async () => {
    const { queue, requests } = queueStory()
    for (const key of ['1', '2', '3', '4']) queue.add({ key, kind: 'event', json: '{}', bytes: 20_000 })
    queue.sendAtPageEnd()
    queue.sendAtPageEnd()
    expect(requests).toEqual([{ atMs: 0, sent: ['1', '2'] }])
  })
})

test('events that the store cannot keep are sent from memory, in their order', async () => {
  const errors: unknown[] = []
  const store = memoryStore()
  const full = { ...store, add: async () => Promise.reject(new Error('QuotaExceededError')) }
  await store.add({ key: '2', kind: 'event', json: '{}', bytes: 2 })
  const { add, queue, requests } = queueStory(undefined, {
    store: withMemory(full, error => errors.push(error)),
  })
  add('1', '3')
  await queue.flush()
  expect([requests[0]!.sent, errors.length]).toEqual([['1', '2', '3'], 1])
})

test('a store that cannot remove what was sent is left alone, instead of sending it without end', async () => {
  const errors: unknown[] = []
  const stuck = { ...memoryStore(), remove: async () => Promise.reject(new Error('read-only')) }
  const { add, queue, requests, stats } = queueStory(undefined, {
    store: withMemory(stuck, error => errors.push(error)),
  })
  add('1', '2')
  await queue.flush()
  add('3')
  await queue.flush()
  expect(requests.map(({ sent }) => sent)).toEqual([['1', '2'], ['3']])
  expect([stats.accepted, errors.length]).toEqual([3, 1])
})

test('a store of the options that throws at once neither stops the queue nor rejects', async () => {
  const broken = () => {
    throw new Error('no store')
  }
  const opened = whenOpen(Promise.resolve({ add: broken, oldest: broken, remove: broken, count: broken }))
  const store = withMemory(opened, () => undefined)
  const { add, queue, requests, stats } = queueStory(undefined, { store })
  add('1', '2')
  await queue.flush()
  expect([requests.map(({ sent }) => sent), stats.accepted]).toEqual([[['1', '2']], 2])
})

test('a page that finds the shared queue empty has nothing left to send at its end', async () => {
  const store = memoryStore()
  const { add, queue, requests } = queueStory(undefined, { store })
  add('1')
  await queue.flush()
  await store.add({ key: '2', kind: 'event', json: '{}', bytes: 2 })
  add('3')
  await new Promise(resolve => setImmediate(resolve))
  // Another page sends both.
  await store.remove(['2', '3'])
  await queue.flush()
  queue.sendAtPageEnd()
  expect(requests.map(({ sent }) => sent)).toEqual([['1']])
})
