import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { browserVisitor } from '../../../../packages/sdk/src/browser/visitor.ts'
import { fakeClock } from '../../../support/sdk/fake-clock.ts'
import { fakeStorage } from './fake-storage.ts'

const minute = 60_000
const place = { origin: 'https://app.example.com', pathname: '/prices', search: '?email=ann@example.com' }

beforeEach(() => {
  vi.stubGlobal('localStorage', fakeStorage())
  vi.stubGlobal('location', { ...place })
  vi.stubGlobal('document', { title: 'Prices', referrer: 'https://search.example.com/?q=secret' })
  vi.stubGlobal('navigator', { language: 'de-DE' })
  vi.stubGlobal('innerWidth', 1280)
  vi.stubGlobal('innerHeight', 720)
})
afterEach(() => vi.unstubAllGlobals())

/** Visitors of pages that share a browser; ids are `1`, `2` and so on. */
function browser() {
  const clock = fakeClock()
  let last = 0
  const newId = () => String(++last)
  return { clock, open: () => browserVisitor({ entry: 'visitor', newId, clock, sessionIdleMs: 30 * minute }) }
}

test('a visitor stays the same on every page, and becomes the user', () => {
  const { open } = browser()
  const page = open()
  const { anonymousId } = page.ids()
  expect(open().ids()).toEqual({ anonymousId })
  page.identify('ann')
  expect(open().ids()).toEqual({ userId: 'ann' })
  expect(open().anonymousId()).toBe(anonymousId)
})

test('another user, and a sign-out, begin with a new visitor', () => {
  const { open } = browser()
  const page = open()
  const ids = [page.anonymousId()]
  page.identify('ann')
  page.identify('ann')
  page.identify('bob')
  ids.push(page.anonymousId())
  page.reset()
  ids.push(page.anonymousId())
  expect(new Set(ids).size).toBe(3)
  expect(page.ids()).toEqual({ anonymousId: ids[2] })
})

test('a sign-out on one page is a sign-out on all, and writes nothing until there is something to remember', () => {
  const { open } = browser()
  const [page, other] = [open(), open()]
  page.identify('ann')
  expect(other.ids()).toEqual({ userId: 'ann' })
  other.reset()
  expect(localStorage.getItem('visitor')).toBeNull()
  expect(page.ids()).toEqual({ anonymousId: expect.any(String) })
})

test('a full storage keeps what it has, and the page remembers the rest', () => {
  const { open } = browser()
  const page = open()
  page.identify('ann')
  Object.defineProperty(localStorage, 'setItem', {
    value: () => {
      throw new DOMException('full', 'QuotaExceededError')
    },
  })
  page.identify('bob')
  expect([page.ids(), open().ids()]).toEqual([{ userId: 'bob' }, { userId: 'ann' }])
  page.reset()
  expect(page.ids()).toEqual({ anonymousId: expect.any(String) })
})

test('a session ends after 30 minutes without an event, on all pages', async () => {
  const { open, clock } = browser()
  const page = open()
  const first = page.sessionId()
  await clock.pass(30 * minute)
  expect(open().sessionId()).toBe(first)
  await clock.pass(30 * minute)
  expect(page.sessionId()).toBe(first)
  await clock.pass(30 * minute + 1)
  expect(page.sessionId()).not.toBe(first)
})

test('a browser that allows no storage has a visitor for each page', () => {
  vi.stubGlobal('localStorage', undefined)
  const { open } = browser()
  const page = open()
  page.identify('ann')
  expect([page.ids(), open().ids()]).toEqual([{ userId: 'ann' }, { anonymousId: expect.any(String) }])
})

test('the properties of a page have no query, of its own address and of the one before', () => {
  const page = browser().open()
  const { pageId, timeZone, ...properties } = page.page()
  expect(properties).toEqual({
    url: 'https://app.example.com/prices',
    referrer: 'search.example.com',
    title: 'Prices',
    language: 'de-DE',
    viewport: '1280x720',
  })
  expect([typeof timeZone, page.page().pageId]).toEqual(['string', pageId])
  vi.stubGlobal('location', { ...place, pathname: '/checkout' })
  expect(page.page().pageId).not.toBe(pageId)
})
