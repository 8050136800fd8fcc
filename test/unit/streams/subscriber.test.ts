import { expect, test } from 'vitest'
import { Subscriber } from '../../../src/streams/subscriber.ts'

const subscriberOf = () =>
  new Subscriber({
    viewer: null,
    requestId: 'r',
    address: '127.0.0.1',
    userAgent: undefined,
    gone: new AbortController().signal,
  })

const answer = (n: number) => ({ data: { n } })
const ended = { done: true, value: undefined }

test('a slow reader gets only the latest answer', async () => {
  const subscriber = subscriberOf()
  for (const n of [1, 2, 3]) subscriber.offer(answer(n))
  expect(await subscriber.next()).toEqual({ done: false, value: answer(3) })
  const next = subscriber.next()
  subscriber.offer(answer(4))
  expect(await next).toEqual({ done: false, value: answer(4) })
})

test('of several things it gets the latest answer about each, in the order of the last changes', async () => {
  const subscriber = subscriberOf()
  subscriber.offer(answer(1), 'a')
  subscriber.offer(answer(2), 'b')
  subscriber.offer(answer(3), 'a')
  expect(await subscriber.next()).toEqual({ done: false, value: answer(2) })
  expect(await subscriber.next()).toEqual({ done: false, value: answer(3) })
})

test('answers that wait are read before the end, and nothing comes after it', async () => {
  const subscriber = subscriberOf()
  subscriber.offer(answer(1))
  subscriber.finish(answer(2))
  subscriber.offer(answer(3))
  expect(subscriber.gone.aborted).toBe(false)
  expect(await subscriber.next()).toEqual({ done: false, value: answer(1) })
  expect(await subscriber.next()).toEqual({ done: false, value: answer(2) })
  expect(await subscriber.next()).toEqual(ended)
  expect(subscriber.gone.aborted).toBe(true)
})

test('leaving ends a read that waits, and forgets what was not read', async () => {
  const subscriber = subscriberOf()
  const next = subscriber.next()
  await subscriber.return()
  expect(await next).toEqual(ended)
  expect(await subscriber.next()).toEqual(ended)
  expect(subscriber.gone.aborted).toBe(true)
})
