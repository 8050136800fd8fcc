import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { second } from '../support/moments.ts'
import { type Story, story } from '../support/story.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { eventsHappened } from '../support/track-events.ts'
import { walk } from '../support/walk.ts'
import { IdentifyDocument, UserDocument, type UserFilterInput, UsersDocument } from './operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const list = async ({ answer }: Story, filter?: UserFilterInput, first = 10, after?: string | null) =>
  (await answer(UsersDocument, { first, after, filter })).users
const one = async ({ answer }: Story, id: string, first = 10, after?: string | null) =>
  (await answer(UserDocument, { id, first, after })).user
const idsOf = ({ nodes }: { nodes: { userId: string }[] }) => nodes.map(({ userId }) => userId)

describe('the list of users', () => {
  let told: Story
  beforeAll(async () => {
    told = story(app, 'searched')
    const identities = [
      ['ann', 'Ann Otter'],
      ['bob', null],
      ['a_b', '100% Bob'],
      ['axb', 'back\\slash'],
      ['ÉVA', 'Éva Ötvös'],
    ] as const
    for (const [userId, username] of identities)
      await told.answer(IdentifyDocument, { input: { userId, username } })
    await told.happened([
      { userId: 'ann', name: 'open', timestamp: second(10) },
      { userId: 'ann', name: 'open', timestamp: second(30) },
      { userId: 'bob', name: 'open', timestamp: second(20) },
    ])
  })

  test('shows those heard of last first', async () => {
    expect(await list(told)).toMatchObject({
      totalCount: 5,
      nodes: [
        { userId: 'ÉVA', username: 'Éva Ötvös' },
        { userId: 'axb', username: 'back\\slash' },
        { userId: 'a_b', username: '100% Bob' },
        { userId: 'bob', username: null },
        { userId: 'ann', username: 'Ann Otter' },
      ],
    })
  })

  test.each<[string, string[]]>([
    ['ann', ['ann']],
    ['ANN', ['ann']],
    ['b', ['axb', 'a_b', 'bob']],
    ['bob', ['a_b', 'bob']],
    ['n ot', ['ann']],
    ['a_b', ['a_b']],
    ['%', ['a_b']],
    ['100%', ['a_b']],
    ['back\\', ['axb']],
    ['\\', ['axb']],
    ['Éva', ['ÉVA']],
    ['öTV', ['ÉVA']],
    ['annn', []],
    ["' or true --", []],
    ['', ['ÉVA', 'axb', 'a_b', 'bob', 'ann']],
  ])('searched for %j shows %j', async (search, ids) => {
    const listed = await list(told, { search })
    expect(idsOf(listed)).toEqual(ids)
    expect(listed.totalCount).toBe(ids.length)
  })

  test.each<[string, number, number, string[]]>([
    ['from their first event', 10, 10.001, ['ann']],
    ['not just before it', 0, 10, []],
    ['their last one too', 30, 40, ['ann']],
    ['not between two events', 11, 20, []],
    ['each for themselves', 20, 31, ['bob', 'ann']],
    ['not who was only identified', 0, 1_000, ['bob', 'ann']],
  ])('seen in a range shows %s', async (_, from, to, ids) => {
    const listed = await list(told, { seenIn: { from: second(from), to: second(to) } })
    expect(idsOf(listed)).toEqual(ids)
    expect(listed.totalCount).toBe(ids.length)
  })

  test('seen in a range and searched holds both', async () => {
    const seenIn = { from: second(0), to: second(100) }
    expect(idsOf(await list(told, { seenIn, search: 'b' }))).toEqual(['bob'])
  })

  test('shows whom an event named a moment ago, and what they are called', async () => {
    await eventsHappened(app, 'new', [{ activity: { type: 'registration', userId: 'cem', username: 'Cem' } }])
    expect(await list(story(app, 'new'), { search: 'cem' })).toMatchObject({
      nodes: [{ userId: 'cem', username: 'Cem' }],
    })
  })
})

describe('one user', () => {
  let told: Story
  beforeAll(async () => {
    told = story(app, 'page')
    await told.answer(IdentifyDocument, {
      input: { userId: 'ann', username: 'Ann', traits: { plan: 'pro' } },
    })
    const of = (userId: string, timestamp: string) => ({ userId, timestamp })
    await eventsHappened(app, 'page', [
      { activity: { eventId: '1', type: 'registration', ...of('ann', second(1)) } },
      { event: { eventId: '2', name: 'open', ...of('ann', second(2)) } },
      { activity: { eventId: '3', type: 'login', ...of('ann', second(3)) } },
      { message: { eventId: '4', conversationId: 'c1', role: 'USER', ...of('ann', second(4)) } },
      { message: { eventId: '5', conversationId: 'c1', role: 'ASSISTANT', timestamp: second(5) } },
      { message: { eventId: '6', conversationId: 'c2', role: 'USER', ...of('ann', second(6)) } },
      { activity: { eventId: '7', type: 'login', ...of('bob', second(7)) } },
      { message: { eventId: '8', conversationId: 'c3', role: 'USER', ...of('bob', second(8)) } },
    ])
  })

  test('is shown with what they did, newest first, and nothing of anybody else', async () => {
    const last = { hasNextPage: false, endCursor: expect.any(String) }
    expect(await one(told, 'ann')).toEqual({
      userId: 'ann',
      username: 'Ann',
      traits: { plan: 'pro' },
      firstSeenAt: second(1),
      lastSeenAt: second(6),
      activities: {
        totalCount: 2,
        nodes: [
          { eventId: '3', type: 'login' },
          { eventId: '1', type: 'registration' },
        ],
        pageInfo: { ...last, hasPreviousPage: false },
      },
      conversations: {
        totalCount: 2,
        nodes: [
          { conversationId: 'c2', messageCount: 1 },
          { conversationId: 'c1', messageCount: 2 },
        ],
        pageInfo: last,
      },
      events: {
        totalCount: 5,
        nodes: [
          { eventId: '6', kind: 'MESSAGE', name: 'message', userId: 'ann' },
          { eventId: '4', kind: 'MESSAGE', name: 'message', userId: 'ann' },
          { eventId: '3', kind: 'ACTIVITY', name: 'login', userId: 'ann' },
          { eventId: '2', kind: 'EVENT', name: 'open', userId: 'ann' },
          { eventId: '1', kind: 'ACTIVITY', name: 'registration', userId: 'ann' },
        ],
        pageInfo: last,
      },
    })
  })

  test('is null when nobody has heard of them', async () => {
    expect(await one(told, 'cem')).toBeNull()
    expect(await one(told, 'Ann')).toBeNull()
  })

  test('is refused by an id that could not be stored', async () => {
    expect(await told.refusal(UserDocument, { id: '\ud800', first: 1 })).toEqual({
      code: 'BAD_USER_INPUT',
      reason: 'INVALID_TEXT',
      field: 'id',
    })
  })

  test('has lists that go on page by page, each from its own cursor', async () => {
    const ids = (pages: { eventId: string }[][]) => pages.map(page => page.map(({ eventId }) => eventId))
    interface Listed {
      user: {
        list: {
          totalCount: number
          nodes: { eventId: string }[]
          pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null }
        }
      }
    }
    const listed = async (list: string, first: number, after: string | null) => {
      const query = `query ($first: Int!, $after: String) { user(id: "ann") { list: ${list}(first: $first, after: $after) {
        totalCount nodes { eventId } pageInfo { hasNextPage hasPreviousPage endCursor }
      } } }`
      return (await told.answer<Listed>(query, { first, after })).user.list
    }
    expect(ids(await walk(after => listed('activities', 1, after)))).toEqual([['3'], ['1']])
    expect(ids(await walk(after => listed('events', 2, after)))).toEqual([['6', '4'], ['3', '2'], ['1']])
    const { pageInfo } = await listed('activities', 1, null)
    expect(await listed('activities', 1, pageInfo.endCursor)).toMatchObject({
      totalCount: 2,
      pageInfo: { hasPreviousPage: true },
    })
  })

  test.each([
    ['first', { first: 0 }, 'INVALID_PAGE_SIZE'],
    ['after', { first: 1, after: 'x' }, 'INVALID_CURSOR'],
  ])('is refused with a wrong %s of a list', async (field, wrong, reason) => {
    const { errors } = await told.ask(UserDocument, { id: 'ann', ...wrong })
    for (const { extensions } of errors) expect(extensions).toEqual({ code: 'BAD_USER_INPUT', reason, field })
    expect(errors).not.toEqual([])
  })

  test('of another project by the same id is another one', async () => {
    const theirs = story(app, 'other page')
    expect(await one(theirs, 'ann')).toBeNull()
    await theirs.happened([{ eventId: 't', userId: 'ann', name: 'theirs' }])
    expect(await one(theirs, 'ann')).toMatchObject({
      username: null,
      activities: { totalCount: 0 },
      conversations: { totalCount: 0 },
      events: { totalCount: 1, nodes: [{ eventId: 't' }] },
    })
    expect(await one(told, 'ann')).toMatchObject({ events: { totalCount: 5 } })
  })
})

test('several users at once have each their own lists, cut at the same length', async () => {
  const { answer } = story(app, 'page')
  type Of<Node> = { totalCount: number; nodes: Node[]; pageInfo: { hasNextPage: boolean } }
  const { users } = await answer<{
    users: { nodes: { userId: string; events: Of<{ eventId: string }>; first: Of<{ eventId: string }> }[] }
  }>(`{ users(first: 2) { nodes {
    userId
    events(first: 2) { totalCount nodes { eventId } pageInfo { hasNextPage } }
    first: events(first: 1) { totalCount nodes { eventId } pageInfo { hasNextPage } }
  } } }`)
  const cut = (totalCount: number, ids: string[]) => ({
    totalCount,
    nodes: ids.map(eventId => ({ eventId })),
    pageInfo: { hasNextPage: totalCount > ids.length },
  })
  expect(users.nodes).toEqual([
    { userId: 'bob', events: cut(2, ['8', '7']), first: cut(2, ['8']) },
    { userId: 'ann', events: cut(5, ['6', '4']), first: cut(5, ['6']) },
  ])
})

test('a service that identifies a user is not shown what they did', async () => {
  const identify = (more: string) =>
    `mutation { identify(input: { userId: "ann" }) { user { userId ${more} } userErrors { code } } }`
  const service = app.token('service', 'page')
  expect((await app.ask(identify(''), {}, service)).errors).toEqual([])
  for (const list of ['activities', 'conversations', 'events']) {
    const { data, errors } = await app.ask(identify(`${list} { totalCount }`), {}, service)
    expect(data).toEqual({ identify: { user: null, userErrors: [] } })
    expect(errors[0]!.extensions.code).toBe('FORBIDDEN')
  }
})
