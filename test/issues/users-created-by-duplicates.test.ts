// A user saw 26 users in the list and 4 in `totalUsers`: a duplicate that named another user left that user behind
// without an event.

import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type EventInput,
  IdentifyDocument,
  TrackEventsDocument,
  UsersDocument,
} from '../e2e/operations/operations.ts'
import { type Story, story } from '../support/story.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const event = (eventId: string, userId: string | null, name = 'open'): EventInput => ({
  eventId,
  userId,
  name,
})
const sent = async ({ answer }: Story, events: EventInput[]) =>
  (await answer(TrackEventsDocument, { events })).trackEvents.receipts.map(({ status }) => status)

async function users({ answer }: Story): Promise<string[]> {
  const { nodes } = (await answer(UsersDocument, { first: 100 })).users
  return nodes.map(({ userId }) => userId).sort()
}

test('a duplicate adds no user', async () => {
  const project = story(app, 'again')
  expect(await sent(project, [event('1', 'ann')])).toEqual(['ACCEPTED'])
  expect(await sent(project, [event('1', 'bob')])).toEqual(['DUPLICATE'])
  expect(await sent(project, [event('1', 'cem'), event('2', 'dan'), event('1', 'eve')])).toEqual([
    'DUPLICATE',
    'ACCEPTED',
    'DUPLICATE',
  ])
  expect(await users(project)).toEqual(['ann', 'dan'])
})

test('of two events with one id in a batch the first adds its user', async () => {
  const project = story(app, 'twice')
  expect(await sent(project, [event('1', 'ann'), event('1', 'bob'), event('2', 'ann')])).toEqual([
    'ACCEPTED',
    'DUPLICATE',
    'ACCEPTED',
  ])
  expect(await users(project)).toEqual(['ann'])
})

test('a rejected event adds no user', async () => {
  const project = story(app, 'refused')
  expect(await sent(project, [event('1', 'ann', ' '), event('2', 'bob')])).toEqual(['REJECTED', 'ACCEPTED'])
  expect(await users(project)).toEqual(['bob'])
})

test('a user whose duplicate was refused exists with their first stored event', async () => {
  const project = story(app, 'later')
  await sent(project, [event('1', null)])
  await sent(project, [event('1', 'ann')])
  expect(await users(project)).toEqual([])
  expect(await sent(project, [event('2', 'ann')])).toEqual(['ACCEPTED'])
  expect(await users(project)).toEqual(['ann'])
})

test('a user who is only identified exists, and stays if one of their events is a duplicate', async () => {
  const project = story(app, 'known')
  await project.answer(IdentifyDocument, { input: { userId: 'ann' } })
  await sent(project, [event('1', 'bob')])
  await sent(project, [event('1', 'ann')])
  expect(await users(project)).toEqual(['ann', 'bob'])
})

test('one id sent by many users at once adds the one user whose event was stored', async () => {
  const project = story(app, 'race')
  const ids = Array.from({ length: 20 }, (_, i) => `user-${i}`)
  const statuses = await Promise.all(
    // Each request is large enough for a statement of its own.
    ids.map(id =>
      sent(project, [event('same', id), ...Array.from({ length: 600 }, () => event('filler', null))]),
    ),
  )
  const winners = ids.filter((_, i) => statuses[i]![0] === 'ACCEPTED')
  expect(winners).toHaveLength(1)
  expect(await users(project)).toEqual(winners)
})
