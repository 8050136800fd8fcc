import { afterAll, beforeAll, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { type IdentifyInput, IdentifyUsersDocument, SummaryDocument } from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const usersQuery = '{ users(first: 100) { nodes { userId username traits } } }'

/** A project in which a test identifies users, and reads them by their ids. */
function identifying(project: string) {
  const { answer, refusal, happened } = story(app, project)
  const identify = async (...users: IdentifyInput[]) =>
    (await answer(IdentifyUsersDocument, { users })).identifyUsers
  const stored = async () => {
    await answer(SummaryDocument, {})
    const { users } = await answer<{
      users: { nodes: { userId: string; username: string; traits: object }[] }
    }>(usersQuery)
    return Object.fromEntries(
      users.nodes.map(({ userId, username, traits }) => [userId, { username, traits }]),
    )
  }
  return { answer, refusal, happened, identify, stored }
}

test('users of a batch get their traits in the order of the batch, and a second batch changes nothing', async () => {
  const { identify, stored } = identifying('batch')
  const users = [
    { userId: 'ann', username: 'Ann', traits: { plan: 'free', seats: 1 } },
    { userId: 'bob', setOnce: { source: 'ad' }, unset: ['team'] },
    { userId: 'ann', traits: { plan: 'pro', seats: null } },
    { anonymousId: 'anon-1', traits: { theme: 'dark' } },
  ]
  for (const _ of [1, 2]) {
    expect(await identify(...users)).toMatchObject({ stored: 4, rejected: 0 })
    expect(await stored()).toEqual({
      ann: { username: 'Ann', traits: { plan: 'pro' } },
      bob: { username: null, traits: { source: 'ad' } },
      'anon-1': { username: null, traits: { theme: 'dark' } },
    })
  }
})

test('visitors of a batch belong to their users, with their events and traits', async () => {
  const { identify, stored, happened, answer } = identifying('links')
  await happened([
    { name: 'visit', anonymousId: 'anon-1', timestamp: '2024-01-01T00:00:00Z' },
    { name: 'signup', userId: 'ann', timestamp: '2024-01-01T00:01:00Z' },
  ])
  const { receipts } = await identify(
    { anonymousId: 'anon-1', traits: { theme: 'dark' } },
    { userId: 'ann', anonymousId: 'anon-1', traits: { plan: 'pro' } },
    { userId: 'bob', anonymousId: 'anon-1' },
    { userId: 'bob', anonymousId: 'ann' },
  )
  expect(receipts.map(({ warnings }) => warnings.map(({ code }) => code))).toEqual([
    [],
    [],
    ['LINKED_TO_ANOTHER'],
    ['KNOWN_USER'],
  ])
  expect(await stored()).toMatchObject({
    ann: { traits: { theme: 'dark', plan: 'pro' } },
    bob: { traits: {} },
  })
  const { summary } = await answer(SummaryDocument, {})
  expect(summary.totalUsers).toBe(1)
})

test('a user that cannot be stored has the reason in its receipt, and the others are stored', async () => {
  const { identify, stored } = identifying('alone')
  const { rejected, receipts } = await identify(
    { userId: 'ann', traits: { plan: 'pro' } },
    {},
    { userId: 'null' },
    { userId: 'u'.repeat(256) },
    { userId: 'ann', traits: { plan: 'free' }, unset: ['plan'] },
    { userId: 'ann', increment: { plan: 1 } },
    { userId: 'bob', traits: { a: 'x'.repeat(31_000), b: 1 } },
    { userId: 'bob', traits: { c: 'x'.repeat(31_000) } },
    { userId: 'bob', traits: { d: 'x'.repeat(31_000) } },
  )
  expect(receipts.map(({ code, field }) => code && `${code} ${field}`)).toEqual([
    null,
    'REQUIRED userId',
    'INVALID_USER_ID userId',
    'TOO_LONG userId',
    'EXACTLY_ONE unset',
    'INVALID_NUMBER increment',
    'PROPERTIES_TOO_LARGE traits',
    'PROPERTIES_TOO_LARGE traits',
    'PROPERTIES_TOO_LARGE traits',
  ])
  expect(rejected).toBe(8)
  expect(await stored()).toEqual({
    ann: { username: null, traits: { plan: 'pro' } },
    bob: { username: null, traits: {} },
  })
})

test('two batches at once that name the same users both take effect', async () => {
  const { identify, stored } = identifying('at-once')
  const ids = ['ann', 'bob', 'eve']
  const batch = (key: string, userIds: string[]) =>
    identify(...userIds.map(userId => ({ userId, traits: { [key]: 1 } })))
  await Promise.all([batch('a', ids), batch('b', ids.toReversed()), batch('c', ids)])
  const traits = { a: 1, b: 1, c: 1 }
  expect(Object.values(await stored()).map(user => user.traits)).toEqual([traits, traits, traits])
})

test('a batch has 1 to 1,000 users', async () => {
  const { refusal } = identifying('size')
  const users = Array.from({ length: 1_001 }, (_, i) => ({ userId: `user-${i}` }))
  for (const wrong of [[], users])
    expect(await refusal(IdentifyUsersDocument, { users: wrong })).toMatchObject({
      reason: 'INVALID_BATCH_SIZE',
    })
})
