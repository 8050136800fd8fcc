import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createAnalytics } from '../../../../packages/sdk/src/browser.ts'
import { type AnalyticsOptions } from '../../../../packages/sdk/src/options.ts'
import { fakeStorage } from './fake-storage.ts'

const url = 'https://analytics.example.com'
const fetched = vi.fn()

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.stubGlobal('localStorage', fakeStorage())
  vi.stubGlobal('navigator', { language: 'en', doNotTrack: '1' })
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal('fetch', fetched)
})
afterEach(() => vi.unstubAllGlobals())

const everyCall = async (options: Partial<AnalyticsOptions>) => {
  const analytics = createAnalytics({ url, key: 'cg_x', ...options })
  analytics.track('seen')
  analytics.identify('ann')
  analytics.alias('ann')
  analytics.reset()
  await analytics.flush()
  await analytics.shutdown()
  return analytics.stats()
}

test.each([
  ['that is disabled', { disabled: true }],
  ['of a browser that asks not to be tracked', { respectDoNotTrack: true }],
])('a client %s sends nothing and leaves nothing in the browser', async (_, options) => {
  expect(await everyCall(options)).toEqual({ queued: 0, accepted: 0, duplicates: 0, rejected: 0, dropped: 0 })
  expect([Object.keys(localStorage), await indexedDB.databases(), fetched.mock.calls]).toEqual([[], [], []])
})

test('a client that is disabled forgets the user at a sign-out', async () => {
  vi.stubGlobal('document', { visibilityState: 'visible', addEventListener: () => undefined })
  const entry = `convograph:${url}:visitor`
  localStorage.setItem(entry, JSON.stringify({ anonymousId: 'a', userId: 'ann', sessionId: 's', lastAt: 0 }))
  // The module asks once whether there is a page.
  vi.resetModules()
  const page = await import('../../../../packages/sdk/src/browser.ts')
  page.createAnalytics({ url, key: 'cg_x', disabled: true }).reset()
  expect(localStorage.getItem(entry)).toBeNull()
})
