import { expect, test } from 'vitest'
import { eventsIn } from '../../../web/api/sse.ts'

const sent = 'retry: 1000\n:\n\nevent: next\ndata: {"data":1}\n\n:\n\nevent: complete\ndata: \n\n'

test('events are read wherever the network cuts the text', () => {
  for (let at = 0; at <= sent.length; at++) {
    const [first, rest] = eventsIn(sent.slice(0, at))
    const [second, left] = eventsIn(rest + sent.slice(at))
    expect([...first, ...second]).toEqual([
      { event: 'next', data: '{"data":1}' },
      { event: 'complete', data: '' },
    ])
    expect(left).toBe('')
  }
})

test('an event that is not whole waits for its end', () => {
  expect(eventsIn('event: next\ndata: {"da')).toEqual([[], 'event: next\ndata: {"da'])
})
