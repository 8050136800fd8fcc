import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { browserVisitor } from '../../../../packages/sdk/src/browser/visitor.ts'
import { Intake } from '../../../../packages/sdk/src/core/intake.ts'
import { Report } from '../../../../packages/sdk/src/core/report.ts'
import { stackOfDefaults } from '../../../../packages/sdk/src/core/stack-of-defaults.ts'
import { memoryStore } from '../../../../packages/sdk/src/core/store.ts'
import { type AnalyticsOptions } from '../../../../packages/sdk/src/options.ts'
import { queueStory } from '../../../support/sdk/queue-story.ts'
import { fakeStorage } from './fake-storage.ts'

beforeEach(() => {
  vi.stubGlobal('localStorage', fakeStorage())
  vi.stubGlobal('location', { origin: 'https://app.example.com', pathname: '/' })
  vi.stubGlobal('document', { title: '', referrer: '' })
  vi.stubGlobal('navigator', { language: 'en' })
  vi.stubGlobal('innerWidth', 1280)
  vi.stubGlobal('innerHeight', 720)
})
afterEach(() => vi.unstubAllGlobals())

/** What a browser queues; ids are `1`, `2` and so on. */
function browser(more: Partial<AnalyticsOptions> = {}) {
  const store = memoryStore()
  const errors: string[] = []
  const report = new Report(undefined, ({ code }) => errors.push(code))
  const { queue, clock } = queueStory(undefined, { store, report })
  let last = 0
  const newId = () => String(++last)
  const visitor = browserVisitor({ entry: 'visitor', newId, clock, sessionIdleMs: 1_000 })
  const platform = {
    newId,
    store,
    alone: (work: () => Promise<void>) => work(),
    running: stackOfDefaults(),
    visitor,
  }
  const options = { url: 'https://analytics.example.com', key: 'cg_x', ...more }
  const intake = new Intake({ options, platform, clock, queue, report })
  const queued = async () => (await store.oldest(99)).map(({ json }) => JSON.parse(json))
  return { intake, visitor, queued, errors, stats: report.stats }
}

test('events belong to the visitor, then to the user, who is linked to the visitor', async () => {
  const { intake, queued } = browser()
  intake.event('event', { name: 'before' })
  intake.identify('ann', { plan: 'pro' }, undefined)
  intake.event('event', { name: 'after' })
  const [before, identified, after] = await queued()
  expect(before.anonymousId).toEqual(expect.any(String))
  expect(identified).toEqual({ userId: 'ann', traits: { plan: 'pro' }, anonymousId: before.anonymousId })
  expect([after.userId, after.anonymousId]).toEqual(['ann', undefined])
})

test('a second user of the browser is not linked to the visitor of the first', async () => {
  const { intake, queued } = browser()
  intake.identify('ann', undefined, undefined)
  intake.identify('bob', undefined, undefined)
  const [ann, bob] = await queued()
  expect(bob).toMatchObject({ userId: 'bob', anonymousId: expect.any(String) })
  expect(bob.anonymousId).not.toBe(ann.anonymousId)
})

test('an event that names its own user has neither the user nor the visitor of the browser', async () => {
  const { intake, queued } = browser()
  intake.event('event', { name: 'approved', userId: 'customer-1' })
  intake.event('message', { role: 'USER', anonymousId: 'anon-7f' })
  expect((await queued()).map(({ userId, anonymousId }) => [userId, anonymousId])).toEqual([
    ['customer-1', undefined],
    [undefined, 'anon-7f'],
  ])
})

test('an event is queued and sent although `waitUntil` throws, which `onError` gets', async () => {
  const { intake, queued, errors, stats } = browser({
    waitUntil: () => {
      throw new TypeError('Illegal invocation')
    },
  })
  expect(intake.event('event', { name: 'seen' })).toEqual(expect.any(String))
  await expect.poll(() => stats.accepted).toBe(1)
  expect([errors, stats.dropped, await queued()]).toEqual([['WAIT_FAILED'], 0, []])
})

test('properties of an event win over those of the page, which other kinds do not have', async () => {
  const { intake, queued } = browser()
  intake.event('event', { name: 'seen', properties: { title: 'Mine' } })
  intake.event('message', { role: 'USER' })
  const [event, message] = await queued()
  expect([event.properties.title, message.properties]).toEqual(['Mine', undefined])
})
