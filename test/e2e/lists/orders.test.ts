import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { second } from '../../support/moments.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ MAX_COMPLEXITY: '20000' })
})
afterAll(() => app.close())

/** Times of different days, and some of them at one instant. */
const timeOf = (i: number) => second(Math.floor(i / 2) * 40_000)

/** 12 users with an activity, a conversation and a message each; the last of them never did anything. */
beforeAll(async () => {
  const events = Array.from({ length: 12 }, (_, i) => {
    const common = { userId: `user ${i}`, timestamp: timeOf(i) }
    return [
      { activity: { type: 'login', eventId: `a ${i}`, ...common } },
      { conversation: { eventId: `s ${i}`, conversationId: `c ${i}`, ...common, startedAt: timeOf(i) } },
      { message: { eventId: `m ${i}`, conversationId: `c ${(i * 7) % 12}`, role: 'USER', ...common } },
    ]
  })
  await eventsHappened(app, 'walked', events.flat())
  const calm = `mutation { identify(input: { userId: "calm", traits: {} }) { userErrors { code } } }`
  await story(app, 'walked').answer(calm)
})

interface Page {
  nodes: { id: string }[]
  edges: { cursor: string; node: { id: string } }[]
  pageInfo: {
    hasNextPage: boolean
    hasPreviousPage: boolean
    startCursor: string | null
    endCursor: string | null
  }
}

/** Asks for pages of a list of the project `walked`, with the arguments as they are written. */
const pagesOf = (list: string, id: string, order: string) => async (args: string) => {
  const field = `${list}(${order} ${args})`
  const fields = `nodes { id: ${id} } edges { cursor node { id: ${id} } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }`
  const { page } = await story(app, 'walked').answer<{ page: Page }>(`{ page: ${field} { ${fields} } }`)
  return page
}

const idsOf = ({ nodes }: Page) => nodes.map(({ id }) => id)

const orders: [string, string, string, string][] = [
  ['events', 'eventId', 'TIMESTAMP', 'EventOrderInput'],
  ['events', 'eventId', 'RECEIVED_AT', 'EventOrderInput'],
  ['messages', 'eventId', 'TIMESTAMP', 'EventOrderInput'],
  ['messages', 'eventId', 'RECEIVED_AT', 'EventOrderInput'],
  ['userActivities', 'eventId', 'TIMESTAMP', 'EventOrderInput'],
  ['conversations', 'conversationId', 'STARTED_AT', 'ConversationOrderInput'],
  ['conversations', 'conversationId', 'LAST_EVENT_AT', 'ConversationOrderInput'],
  ['users', 'userId', 'CREATED_AT', 'UserOrderInput'],
  ['users', 'userId', 'FIRST_SEEN', 'UserOrderInput'],
  ['users', 'userId', 'LAST_SEEN', 'UserOrderInput'],
]

describe.each(orders)('the list %s of %s by %s', (list, id, field) => {
  test.each(['ASC', 'DESC'])('shows the same rows forward and backward, %s', async direction => {
    const ask = pagesOf(list, id, `orderBy: { field: ${field}, direction: ${direction} }`)
    const whole = await ask('first: 1000')
    const all = idsOf(whole)
    expect(new Set(all).size).toBe(all.length)
    expect(idsOf(await ask('last: 1000'))).toEqual(all)
    expect(whole.pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: whole.edges[0]!.cursor,
      endCursor: whole.edges.at(-1)!.cursor,
    })
    const size = 5
    for (let start = 0; start < all.length; start += size) {
      const after = start ? `after: "${whole.edges[start - 1]!.cursor}"` : ''
      const page = await ask(`first: ${size} ${after}`)
      expect(idsOf(page)).toEqual(all.slice(start, start + size))
      expect(page.pageInfo).toMatchObject({
        hasNextPage: start + size < all.length,
        hasPreviousPage: start > 0,
      })
    }
    for (let end = all.length; end > 0; end -= size) {
      const before = end < all.length ? `before: "${whole.edges[end]!.cursor}"` : ''
      const page = await ask(`last: ${size} ${before}`)
      expect(idsOf(page)).toEqual(all.slice(Math.max(end - size, 0), end))
      expect(page.pageInfo).toMatchObject({
        hasNextPage: end < all.length,
        hasPreviousPage: end - size > 0,
      })
    }
  })

  test('shows the rows between two cursors, from either end', async () => {
    const ask = pagesOf(list, id, `orderBy: { field: ${field} }`)
    const { edges } = await ask('first: 1000')
    const between = `after: "${edges[1]!.cursor}" before: "${edges[5]!.cursor}"`
    const ids = edges.map(({ node }) => node.id)
    expect(idsOf(await ask(`first: 2 ${between}`))).toEqual(ids.slice(2, 4))
    expect(idsOf(await ask(`last: 2 ${between}`))).toEqual(ids.slice(3, 5))
    expect(idsOf(await ask(`first: 9 ${between}`))).toEqual(ids.slice(2, 5))
  })

  test('is the other way round in the other direction', async () => {
    const by = (direction: string) =>
      pagesOf(list, id, `orderBy: { field: ${field}, direction: ${direction} }`)
    expect(idsOf(await by('ASC')('first: 1000'))).toEqual(idsOf(await by('DESC')('first: 1000')).reverse())
  })

  test('takes no cursor of another order or direction', async () => {
    const cursors = new Map<string, string>()
    for (const [other, , by] of orders.filter(([name]) => name === list))
      for (const direction of ['ASC', 'DESC']) {
        const order = `{ field: ${by}, direction: ${direction} }`
        const { pageInfo } = await pagesOf(other, id, `orderBy: ${order}`)('first: 1')
        cursors.set(order, pageInfo.endCursor!)
      }
    const { refusal } = story(app, 'walked')
    const own = `{ field: ${field}, direction: DESC }`
    for (const [order, cursor] of cursors) {
      if (order === own) continue
      for (const [size, argument] of [
        ['first', 'after'],
        ['last', 'before'],
      ])
        expect(
          await refusal(`{ ${list}(orderBy: ${own}, ${size}: 1, ${argument}: "${cursor}") { totalCount } }`),
        ).toEqual({ code: 'BAD_USER_INPUT', reason: 'INVALID_CURSOR', field: argument })
    }
  })
})

test('an order of null, and one without a field, are the default', async () => {
  const ask = (order: string) => pagesOf('users', 'userId', order)('first: 100')
  const usual = idsOf(await ask(''))
  for (const order of ['null', '{}', '{ field: CREATED_AT }', '{ direction: DESC }'])
    expect(idsOf(await ask(`orderBy: ${order}`))).toEqual(usual)
})

describe('the times of an order', () => {
  const { answer } = { answer: (query: string) => story(app, 'times').answer<Lists>(query) }
  interface Lists {
    list: { nodes: { id: string }[] }
  }
  const listed = async (list: string, id: string, order: string) =>
    (await answer(`{ list: ${list}(orderBy: ${order}) { nodes { id: ${id} } } }`)).list.nodes.map(
      node => node.id,
    )

  // ann: day 0 and day 9; bob: days 3 and 4; cid, who was identified a moment ago, has no event.
  beforeAll(async () => {
    const day = (days: number) => second(days * 86_400)
    const message = (eventId: string, userId: string, conversationId: string, days: number) => ({
      message: { eventId, userId, conversationId, role: 'USER', timestamp: day(days) },
    })
    await eventsHappened(app, 'times', [message('late', 'ann', 'long', 9)])
    await eventsHappened(app, 'times', [message('b1', 'bob', 'short', 3), message('b2', 'bob', 'short', 4)])
    await eventsHappened(app, 'times', [message('early', 'ann', 'long', 0)])
    await story(app, 'times').answer(
      `mutation { identify(input: { userId: "cid", traits: {} }) { userErrors { code } } }`,
    )
  })

  test.each([
    ['users', 'userId', '{ field: LAST_SEEN, direction: ASC }', ['bob', 'ann', 'cid']],
    ['users', 'userId', '{ field: FIRST_SEEN, direction: ASC }', ['ann', 'bob', 'cid']],
    ['users', 'userId', '{ field: CREATED_AT, direction: ASC }', ['ann', 'bob', 'cid']],
    ['conversations', 'conversationId', '{ field: LAST_EVENT_AT }', ['long', 'short']],
    ['conversations', 'conversationId', '{ field: STARTED_AT }', ['short', 'long']],
    ['events', 'eventId', '{ field: TIMESTAMP, direction: ASC }', ['early', 'b1', 'b2', 'late']],
    ['events', 'eventId', '{ field: RECEIVED_AT, direction: ASC }', ['late', 'b1', 'b2', 'early']],
  ])('%s of %s by %s', async (list, id, order, expected) => {
    expect(await listed(list, id, order)).toEqual(expected)
  })
})

describe('the lists of a user', () => {
  const own = ['events', 'activities', 'conversations']
  const query = (list: string, args: string) => `{
    users(first: 3, orderBy: { field: LAST_SEEN }) {
      nodes { userId ${list}(${args}) { totalCount edges { cursor } pageInfo { hasNextPage hasPreviousPage } } }
    }
  }`
  interface Users {
    users: {
      nodes: { edges: { cursor: string }[]; pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean } }[]
    }
  }

  test('are read backward, each in its own order', async () => {
    const { answer } = story(app, 'walked')
    const listOf = async (args: string) => {
      const { user } = await answer<{
        user: { events: { nodes: { name: string }[]; pageInfo: { hasPreviousPage: boolean } } }
      }>(`{ user(id: "user 4") { events(${args}) { nodes { name } pageInfo { hasPreviousPage } } } }`)
      return { names: user.events.nodes.map(({ name }) => name), ...user.events.pageInfo }
    }
    const all = await listOf('first: 100')
    expect(all.names).toHaveLength(3)
    expect(await listOf('last: 2')).toEqual({ names: all.names.slice(1), hasPreviousPage: true })
    expect((await listOf('first: 100, orderBy: { field: RECEIVED_AT, direction: ASC }')).names).toEqual(
      all.names.toReversed(),
    )
  })

  test.each(own)('%s: at most 100 at once', async list => {
    const { refusal, answer } = story(app, 'walked')
    for (const size of ['first', 'last'])
      expect(await refusal(query(list, `${size}: 101`))).toEqual({
        code: 'BAD_USER_INPUT',
        reason: 'INVALID_PAGE_SIZE',
        field: size,
      })
    expect((await answer<Users>(query(list, 'last: 100'))).users.nodes).toHaveLength(3)
  })
})

describe('a page is refused', () => {
  const lists = [
    'events',
    'userActivities',
    'messages',
    'aiCalls',
    'apiCalls',
    'systemMetricValues',
    'conversations',
    'users',
    'auditLog',
    'apiKeys',
    'shareLinks',
    'dashboards',
    'segments',
    'savedFunnels',
  ]
  const size = (field: string) => ({ code: 'BAD_USER_INPUT', reason: 'INVALID_PAGE_SIZE', field })
  test.each(lists)('of %s with first and last, with before alone, and with a wrong last', async list => {
    const refusal = (args: string) => story(app, 'walked').refusal(`{ ${list}(${args}) { totalCount } }`)
    expect(await refusal('first: 1, last: 1')).toEqual(size('last'))
    expect(await refusal('before: "x"')).toEqual(size('last'))
    for (const last of [0, -1, 1_001]) expect(await refusal(`last: ${last}`)).toEqual(size('last'))
    expect(await refusal('last: 1, before: "x"')).toEqual({
      code: 'BAD_USER_INPUT',
      reason: 'INVALID_CURSOR',
      field: 'before',
    })
  })
})

test('a list of users behind a number is read backward too', async () => {
  const members = async (args: string) => {
    const { lifecycle } = await story(app, 'walked').answer<{ lifecycle: { users: Page } }>(`{
      lifecycle(input: { range: { from: "2024-03-01T00:00:00Z", to: "2024-04-01T00:00:00Z" }, interval: MONTH }) {
        users(state: NEW, ${args}) {
          nodes { id: userId } edges { cursor node { id: userId } }
          pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        }
      }
    }`)
    return lifecycle.users
  }
  const whole = await members('first: 100')
  expect(whole.nodes).toHaveLength(12)
  const last = await members('last: 5')
  expect(idsOf(last)).toEqual(idsOf(whole).slice(7))
  expect(last.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true })
  const previous = await members(`last: 5, before: "${last.pageInfo.startCursor}"`)
  expect(idsOf(previous)).toEqual(idsOf(whole).slice(2, 7))
  expect(previous.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true })
})

describe('a filter by kind, channel or bot', () => {
  beforeAll(async () => {
    const at = (i: number) => ({ eventId: `e ${i}`, timestamp: second(i) })
    await eventsHappened(app, 'filtered', [
      { event: { name: 'open', channel: 'web', ...at(1) } },
      { activity: { type: 'login', userId: 'ann', channel: 'web', ...at(2) } },
      { activity: { type: 'login', userId: 'bob', channel: 'app', ...at(3) } },
      { message: { conversationId: 'c', role: 'USER', channel: 'app', botId: 'help', ...at(4) } },
      { message: { conversationId: 'd', role: 'USER', channel: 'web', botId: 'sales', ...at(5) } },
    ])
  })

  test.each([
    ['events', '{ kinds: [MESSAGE] }', ['e 5', 'e 4']],
    ['events', '{ kinds: [CUSTOM, ACTIVITY] }', ['e 3', 'e 2', 'e 1']],
    ['events', '{ kinds: MESSAGE, channel: "web" }', ['e 5']],
    ['events', '{ kinds: [] }', []],
    ['events', '{ kinds: null, channel: null }', ['e 5', 'e 4', 'e 3', 'e 2', 'e 1']],
    ['events', '{ channel: "web" }', ['e 5', 'e 2', 'e 1']],
    ['events', '{ botId: "help" }', ['e 4']],
    ['userActivities', '{ channel: "app" }', ['e 3']],
    ['userActivities', '{ botId: "help" }', []],
    ['messages', '{ channel: "app" }', ['e 4']],
  ])('%s(filter: %s)', async (list, filter, expected) => {
    const { page } = await story(app, 'filtered').answer<{
      page: { totalCount: number; nodes: { eventId: string }[] }
    }>(`{ page: ${list}(filter: ${filter}) { totalCount nodes { eventId } } }`)
    expect(page.nodes.map(({ eventId }) => eventId)).toEqual(expected)
    expect(page.totalCount).toBe(expected.length)
  })

  test('takes more kinds than a statement has parameters', async () => {
    const kinds = Array.from({ length: 70_000 }, () => 'MESSAGE')
    const { events } = await story(app, 'filtered').answer<{ events: { totalCount: number } }>(
      'query ($kinds: [EventKind!]) { events(filter: { kinds: $kinds }) { totalCount } }',
      { kinds },
    )
    expect(events.totalCount).toBe(2)
  })
})

test('users by their last event can be searched and counted', async () => {
  // Users 10 and 11 have their last event at the same instant; user 11 has the larger number.
  const { users } = await story(app, 'walked').answer<{ users: object }>(
    `{ users(first: 1, filter: { search: "user 1" }, orderBy: { field: LAST_SEEN, direction: DESC }) {
      totalCount nodes { userId } pageInfo { hasNextPage }
    } }`,
  )
  expect(users).toEqual({ totalCount: 3, nodes: [{ userId: 'user 11' }], pageInfo: { hasNextPage: true } })
})
