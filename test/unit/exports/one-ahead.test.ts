import { expect, test } from 'vitest'
import { oneAhead } from '../../../src/exports/files/one-ahead.ts'

/** Sources by name, each of two items, that note what they do. */
function sources(failing?: string) {
  const happened: string[] = []
  async function* itemsOf(name: string) {
    try {
      happened.push(`${name} begins`)
      if (name === failing) throw new Error(`${name} failed`)
      yield `${name}1`
      yield `${name}2`
    } finally {
      happened.push(`${name} ends`)
    }
  }
  return { happened, itemsOf }
}

async function allOf(items: AsyncIterable<string>, happened: string[]): Promise<void> {
  for await (const item of items) happened.push(item)
}

test('the items come in the order of their sources, and the next source begins before the items of the one before', async () => {
  const { happened, itemsOf } = sources()
  await allOf(oneAhead(['a', 'b', 'c'], itemsOf), happened)
  expect(happened.filter(what => /\d/.test(what))).toEqual(['a1', 'a2', 'b1', 'b2', 'c1', 'c2'])
  expect(happened.indexOf('b begins')).toBeLessThan(happened.indexOf('a1'))
  // No more than one ahead.
  expect(happened.indexOf('c begins')).toBeGreaterThan(happened.indexOf('a ends'))
  expect(happened.indexOf('c begins')).toBeLessThan(happened.indexOf('b1'))
})

test('a source that fails ahead does so in its turn, after the items of the one before', async () => {
  const { happened, itemsOf } = sources('b')
  await expect(allOf(oneAhead(['a', 'b', 'c'], itemsOf), happened)).rejects.toThrow('b failed')
  expect(happened.filter(what => /\d/.test(what))).toEqual(['a1', 'a2'])
  expect(happened.filter(what => what.endsWith('begins')).sort()).toEqual(
    happened
      .filter(what => what.endsWith('ends'))
      .map(what => what.replace('ends', 'begins'))
      .sort(),
  )
})

test('a source that fails while another one is ahead ends both', async () => {
  const { happened, itemsOf } = sources('a')
  await expect(allOf(oneAhead(['a', 'b'], itemsOf), happened)).rejects.toThrow('a failed')
  expect(happened).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
})

test.each([1, 2, 3])('a reader that stops after item %i ends every source that has begun', async most => {
  const { happened, itemsOf } = sources()
  let read = 0
  for await (const _ of oneAhead(['a', 'b', 'c'], itemsOf)) if (++read === most) break
  const of = (end: string) =>
    happened
      .filter(what => what.endsWith(end))
      .map(what => what.split(' ')[0])
      .sort()
  expect(of('ends')).toEqual(of('begins'))
})

test('sources that are made one by one are asked for one ahead', async () => {
  const { happened, itemsOf } = sources()
  async function* names() {
    for (const name of ['a', 'b', 'c']) {
      happened.push(`${name} is made`)
      yield name
    }
  }
  await allOf(oneAhead(names(), itemsOf), happened)
  expect(happened.indexOf('b is made')).toBeLessThan(happened.indexOf('a1'))
  expect(happened.indexOf('c is made')).toBeGreaterThan(happened.indexOf('a ends'))
})

test('no source gives no item', async () => {
  const { happened, itemsOf } = sources()
  await allOf(oneAhead([], itemsOf), happened)
  expect(happened).toEqual([])
})
