import { afterAll, beforeAll, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { DailyStatsDocument, IdentifyDocument, SummaryDocument } from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const unknownUser = { username: null, traits: {}, firstSeenAt: null, lastSeenAt: null }

test('traits are merged by key, a null removes its key, and a username stays until the next one', async () => {
  const { answer } = story(app, 'merge')
  const identify = async (input: object) =>
    (await answer(IdentifyDocument, { input: { userId: 'ann', ...input } })).identify
  expect(await identify({})).toEqual({ user: { userId: 'ann', ...unknownUser }, userErrors: [] })

  await identify({
    username: 'Ann',
    traits: { plan: 'free', seats: 1, address: { city: 'Bern', zip: '3000' } },
  })
  const { user } = await identify({
    traits: { plan: 'pro', seats: null, address: { city: 'Basel' }, team: null },
  })
  expect(user).toEqual({
    ...unknownUser,
    userId: 'ann',
    username: 'Ann',
    traits: { plan: 'pro', address: { city: 'Basel' } },
  })
})

test('a nested null is a value, and keys may be any text', async () => {
  const { answer } = story(app, 'literal')
  const traits = JSON.parse('{"a": {"b": null}, "x.y": 1, "__proto__": {"isAdmin": true}, "constructor": 2}')
  const { identify } = await answer(IdentifyDocument, { input: { userId: 'ann', traits } })
  expect(Object.keys(identify.user!.traits).sort()).toEqual(['__proto__', 'a', 'constructor', 'x.y'])
  expect(identify.user!.traits).toMatchObject({ a: { b: null }, 'x.y': 1 })
})

test('two services that identify a user at once both take effect', async () => {
  const { answer } = story(app, 'both')
  const keys = Array.from({ length: 20 }, (_, i) => `k${i}`)
  await Promise.all(
    keys.map(key => answer(IdentifyDocument, { input: { userId: 'ann', traits: { [key]: 1 } } })),
  )
  const { identify } = await answer(IdentifyDocument, { input: { userId: 'ann' } })
  expect(identify.user!.traits).toEqual(Object.fromEntries(keys.map(key => [key, 1])))
})

test('identify makes no user active, new or known', async () => {
  const { answer } = story(app, 'idle')
  await answer(IdentifyDocument, { input: { userId: 'ann', traits: { plan: 'pro' } } })
  const { summary } = await answer(SummaryDocument, {})
  expect(summary).toMatchObject({ totalEvents: 0, totalUsers: 0, activeUsersToday: 0 })
  const { dailyStats } = await answer(DailyStatsDocument, { days: 1 })
  expect(dailyStats).toMatchObject([{ totalUsers: 0, activeUsers: 0, newUsers: 0, events: 0 }])
})

test('a user is seen from their first event to their last, in any order of sending', async () => {
  const { answer, happened } = story(app, 'seen')
  await happened([
    { userId: 'ann', name: 'b', timestamp: '2024-02-01T00:00:00Z' },
    { userId: 'ann', name: 'c', timestamp: '2024-03-01T00:00:00Z' },
  ])
  await happened([{ userId: 'ann', name: 'a', timestamp: '2024-01-01T00:00:00Z' }])
  // A question waits for the projection, which sets both times.
  await answer(SummaryDocument, {})
  const { identify } = await answer(IdentifyDocument, { input: { userId: 'ann' } })
  expect(identify.user).toMatchObject({
    firstSeenAt: '2024-01-01T00:00:00.000Z',
    lastSeenAt: '2024-03-01T00:00:00.000Z',
  })
})

test.each([
  ['no user', { userId: '' }, 'REQUIRED', 'userId'],
  ['a user of 256 characters', { userId: 'u'.repeat(256) }, 'TOO_LONG', 'userId'],
  ['a username with half a surrogate pair', { username: '\ud800' }, 'INVALID_TEXT', 'username'],
  ['traits with a NUL', { traits: { a: '\0' } }, 'INVALID_TEXT', 'traits'],
  ['traits over 32 kB', { traits: { a: 'x'.repeat(33_000) } }, 'PROPERTIES_TOO_LARGE', 'traits'],
])('%s is refused and nothing is stored', async (title, input, code, field) => {
  const { answer } = story(app, title)
  const { identify } = await answer(IdentifyDocument, { input: { userId: 'ann', ...input } })
  expect(identify).toEqual({ user: null, userErrors: [{ code, field, message: expect.any(String) }] })
  const { rows } = await app.services.database.pool.query('select from users where project = $1', [title])
  expect(rows).toEqual([])
})

test('the same id in another project is another user', async () => {
  await story(app, 'mine').answer(IdentifyDocument, { input: { userId: 'ann', traits: { secret: 1 } } })
  const { identify } = await story(app, 'other').answer(IdentifyDocument, { input: { userId: 'ann' } })
  expect(identify.user).toEqual({ userId: 'ann', ...unknownUser })
})

test('traits may have 64 kB together: more is refused, a smaller value is accepted', async () => {
  const { answer } = story(app, 'grown')
  const identify = async (traits: Record<string, unknown>) =>
    (await answer(IdentifyDocument, { input: { userId: 'ann', traits } })).identify
  const text = 'x'.repeat(30_000)
  for (const key of ['a', 'b']) expect((await identify({ [key]: text })).userErrors).toEqual([])

  const tooLarge = {
    user: null,
    userErrors: [
      { code: 'PROPERTIES_TOO_LARGE', field: 'traits', message: expect.stringContaining('65536') },
    ],
  }
  expect(await identify({ c: text })).toEqual(tooLarge)
  expect(await identify({ c: text, d: null })).toEqual(tooLarge)
  const { user } = await identify({ a: null, c: text })
  expect(Object.keys(user!.traits).sort()).toEqual(['b', 'c'])
})

test('traits above the limit may be replaced by smaller ones', async () => {
  const { answer } = story(app, 'older')
  await app.services.database.pool.query(
    `insert into users (project, external_id, traits)
     values ('older', 'ann', jsonb_build_object('old', repeat('x', 200000), 'plan', 'pro'))`,
  )
  const identify = async (traits: Record<string, unknown>) =>
    (await answer(IdentifyDocument, { input: { userId: 'ann', traits } })).identify.userErrors
  expect(await identify({ plan: 'team' })).toMatchObject([{ code: 'PROPERTIES_TOO_LARGE' }])
  expect(await identify({ plan: 'max' })).toEqual([])
  expect(await identify({ old: null, plan: 'team' })).toEqual([])
})

test('traits change in several ways at once, and a trait that is in two of them refuses the call', async () => {
  const { answer } = story(app, 'changes')
  const identify = async (input: object) =>
    (await answer(IdentifyDocument, { input: { userId: 'ann', ...input } })).identify
  await identify({ traits: { plan: 'free', credits: 10, teams: ['red'], trial: true } })
  const changes = {
    set: { plan: 'pro' },
    setOnce: { plan2: 'a', source: 'ad' },
    increment: { credits: -2.5 },
    append: { teams: 'blue' },
    unset: ['trial'],
  }
  const traits = { plan: 'pro', plan2: 'a', source: 'ad', credits: 7.5, teams: ['red', 'blue'] }
  expect((await identify(changes)).user!.traits).toEqual(traits)
  expect(await identify({ setOnce: { source: 'friend' } })).toMatchObject({
    user: { traits },
    userErrors: [],
  })
  expect(await identify({ set: { plan: 'max' }, unset: ['plan'] })).toMatchObject({
    user: null,
    userErrors: [{ code: 'EXACTLY_ONE', field: 'unset' }],
  })
  expect(await identify({ increment: { plan: 1 } })).toMatchObject({
    user: null,
    userErrors: [{ code: 'INVALID_NUMBER', field: 'increment' }],
  })
  expect((await identify({})).user!.traits).toEqual(traits)
})

test('two services that increment a trait at once both count', async () => {
  const { answer } = story(app, 'counted')
  const add = () => answer(IdentifyDocument, { input: { userId: 'ann', increment: { credits: 1 } } })
  await Promise.all(Array.from({ length: 20 }, add))
  const { identify } = await answer(IdentifyDocument, { input: { userId: 'ann' } })
  expect(identify.user!.traits).toEqual({ credits: 20 })
})

test('a visitor has traits before the sign-in, and one of the ids is needed', async () => {
  const { answer } = story(app, 'visitor')
  const identify = async (input: object) =>
    (
      await answer<{ identify: object }>(
        `mutation ($input: IdentifyInput!) {
          identify(input: $input) { user { userId traits } warnings { code field } userErrors { code field } }
        }`,
        { input },
      )
    ).identify
  expect(await identify({})).toMatchObject({
    user: null,
    userErrors: [{ code: 'REQUIRED', field: 'userId' }],
  })
  expect(await identify({ userId: 'ann', anonymousId: 'x'.repeat(256) })).toMatchObject({
    user: null,
    userErrors: [{ code: 'TOO_LONG', field: 'anonymousId' }],
  })
  await identify({ anonymousId: 'anon-7f', traits: { referrer: 'ad', plan: 'free' } })
  expect(await identify({ userId: 'ann', anonymousId: 'anon-7f', set: { plan: 'pro' } })).toMatchObject({
    user: { userId: 'ann', traits: { referrer: 'ad', plan: 'pro' } },
    warnings: [],
  })
  expect(await identify({ anonymousId: 'anon-7f', increment: { visits: 1 } })).toMatchObject({
    user: { userId: 'ann', traits: { referrer: 'ad', plan: 'pro', visits: 1 } },
  })
  expect(await identify({ userId: 'bob', anonymousId: 'anon-7f', set: { plan: 'team' } })).toMatchObject({
    user: { userId: 'bob', traits: { plan: 'team' } },
    warnings: [{ code: 'LINKED_TO_ANOTHER', field: 'anonymousId' }],
    userErrors: [],
  })
  expect(await identify({ userId: 'bob', anonymousId: 'ann' })).toMatchObject({
    user: { userId: 'bob', traits: { plan: 'team' } },
    warnings: [{ code: 'KNOWN_USER', field: 'anonymousId' }],
    userErrors: [],
  })
})

test('changes apply to the traits after the link, which stays if they are refused', async () => {
  const { answer } = story(app, 'after the link')
  const identify = async (input: object) =>
    (await answer(IdentifyDocument, { input: { anonymousId: 'anon-7f', ...input } })).identify
  await identify({ traits: { referrer: 'ad' } })
  expect(await identify({ userId: 'ann', increment: { referrer: 1 } })).toMatchObject({
    user: null,
    userErrors: [{ code: 'INVALID_NUMBER', field: 'increment' }],
  })
  expect(await answer('{ user(id: "anon-7f") { userId traits } }')).toEqual({
    user: { userId: 'ann', traits: { referrer: 'ad' } },
  })
})
