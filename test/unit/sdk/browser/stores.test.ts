import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { browserStore } from '../../../../packages/sdk/src/browser/browser-store.ts'
import { type Item } from '../../../../packages/sdk/src/core/store.ts'
import { fakeStorage } from './fake-storage.ts'

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.stubGlobal('localStorage', fakeStorage())
})
afterEach(() => vi.unstubAllGlobals())

const itemOf = (key: string): Item => ({ key, kind: 'event', json: `{"name":"${key}"}`, bytes: 12 })
const keysOf = (items: Item[]) => items.map(({ key }) => key)

describe.each(['indexedDB', 'localStorage', 'memory'] as const)('%s', kind => {
  test('gives the oldest items, whole and in their order, until they are removed', async () => {
    const store = browserStore('site', kind)
    for (const key of ['1', '2', '3']) await store.add(itemOf(key))
    expect(await store.oldest(2)).toEqual([itemOf('1'), itemOf('2')])
    await store.remove(['1', '3'])
    expect([keysOf(await store.oldest(9)), await store.count()]).toEqual([['2'], 1])
  })
})

describe.each(['indexedDB', 'localStorage'] as const)('%s', kind => {
  test('is shared by the pages of a site, and no other site sees it', async () => {
    await browserStore('site', kind).add(itemOf('1'))
    expect(keysOf(await browserStore('site', kind).oldest(9))).toEqual(['1'])
    expect(keysOf(await browserStore('other', kind).oldest(9))).toEqual([])
  })
})

test('an item that another page removes while this one reads is left out', async () => {
  const storage = localStorage
  const { getItem } = storage
  const store = browserStore('site', 'localStorage')
  for (const key of ['1', '2', '3']) await store.add(itemOf(key))
  Object.defineProperty(storage, 'getItem', {
    value: (place: string) => (place.endsWith(':2') ? null : getItem.call(storage, place)),
  })
  expect(keysOf(await store.oldest(9))).toEqual(['1', '3'])
})

test('a browser without IndexedDB keeps the queue in localStorage', async () => {
  vi.stubGlobal('indexedDB', undefined)
  await browserStore('site').add(itemOf('1'))
  expect(keysOf(await browserStore('site', 'localStorage').oldest(9))).toEqual(['1'])
})

test('a browser without any storage keeps the queue in memory', async () => {
  vi.stubGlobal('indexedDB', undefined)
  vi.stubGlobal('localStorage', undefined)
  const store = browserStore('site')
  await store.add(itemOf('1'))
  expect([keysOf(await store.oldest(9)), await browserStore('site').count()]).toEqual([['1'], 0])
})
