import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type KindName, kinds } from '../../../src/ingest/kinds/index.ts'
import { leastOf } from '../../support/kinds.ts'
import { moments, second } from '../../support/moments.ts'
import { verdict } from '../../support/projection.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened, inClickHouse, inPostgres } from '../../support/track-events.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(async () => {
  await expectSameInBothEngines()
  await app.close()
})

async function expectSameInBothEngines(): Promise<void> {
  await app.services.projector.caughtUp()
  const { differences, waiting, users } = await verdict(app.services)
  expect({ differences, waiting, users }).toEqual({
    differences: [],
    waiting: 0,
    users: { log: users.log, columns: users.log },
  })
}

const link = async ({ answer }: Story, userId: string, alias: string) => {
  const { alias: payload } = await answer<{ alias: { user: object | null; userErrors: { code: string }[] } }>(
    `mutation ($input: AliasInput!) { alias(input: $input) { user { userId } userErrors { code field } } }`,
    { input: { userId, alias } },
  )
  return payload
}

const linked = (userId: string) => ({ user: { userId }, userErrors: [] })
const refused = (code: string) => ({ user: null, userErrors: [{ code, field: 'alias' }] })

const range = `range: { from: "2024-03-01T00:00:00Z", to: "2024-03-02T00:00:00Z" }`

/** Everything that tells one user from two. */
const numbers = `{
  funnel(input: { ${range}, steps: [{ event: "landing" }, { event: "signup" }] }) { steps { users } }
  summary(${range}) { activeUsers newUsers totalEvents }
  users(first: 10) { totalCount nodes { userId } }
}`

const oneUser = {
  funnel: { steps: [{ users: 1 }, { users: 1 }] },
  summary: { activeUsers: 1, newUsers: 1, totalEvents: 2 },
  users: { totalCount: 1, nodes: [{ userId: 'user-1' }] },
}

const landing = moments({ 'anon-7f': 'landing0' })
const signup = moments({ 'user-1': 'signup300' })

describe('a visitor who signs in is one user', () => {
  test('when the link arrives last', async () => {
    const last = story(app, 'last')
    await last.happened([...landing, ...signup])
    expect(await last.answer(numbers)).toMatchObject({ summary: { activeUsers: 2 } })
    expect(await link(last, 'user-1', 'anon-7f')).toEqual(linked('user-1'))
    expect(await last.answer(numbers)).toEqual(oneUser)
  })

  test('when the link arrives first', async () => {
    const first = story(app, 'first')
    expect(await link(first, 'user-1', 'anon-7f')).toEqual(linked('user-1'))
    await first.happened([...landing, ...signup])
    expect(await first.answer(numbers)).toEqual(oneUser)
  })

  test('when the link arrives in between', async () => {
    const between = story(app, 'between')
    await between.happened(landing)
    await link(between, 'user-1', 'anon-7f')
    await between.happened(signup)
    expect(await between.answer(numbers)).toEqual(oneUser)
  })

  test('when the visitor is known by anonymousId alone, and an event has both ids', async () => {
    const both = story(app, 'both')
    await both.happened([
      { anonymousId: 'anon-7f', name: 'landing', timestamp: second(0) },
      { anonymousId: 'anon-7f', userId: 'user-1', name: 'signup', timestamp: second(300) },
    ])
    expect(await both.answer(numbers)).toEqual(oneUser)
  })

  test('when identify has both ids, and the visitor continues under the old id', async () => {
    const later = story(app, 'later')
    await later.happened([{ anonymousId: 'anon-7f', name: 'landing', timestamp: second(0) }])
    await later.answer(
      `mutation { identify(input: { userId: "user-1", anonymousId: "anon-7f" }) { user { userId } warnings { code } } }`,
    )
    await later.happened([{ userId: 'anon-7f', name: 'signup', timestamp: second(300) }])
    expect(await later.answer(numbers)).toEqual(oneUser)
  })

  test('in events of every kind, in both engines', async () => {
    const events = (Object.keys(kinds) as KindName[]).map(kind => ({
      [kind]: { ...leastOf(kind), eventId: kind, anonymousId: 'anon-7f' },
    }))
    await eventsHappened(app, 'kinds', events)
    const [{ user_no: visitor }] = (await inClickHouse(app, 'kinds', 'user_no')) as [{ user_no: number }]
    expect(await link(story(app, 'kinds'), 'user-1', 'anon-7f')).toEqual(linked('user-1'))
    const [{ user_no: user }] = (await inClickHouse(app, 'kinds', 'user_no')) as [{ user_no: number }]
    expect(user).not.toBe(visitor)
    const all = events.map(() => ({ user_no: user }))
    expect(await inClickHouse(app, 'kinds', 'user_no')).toEqual(all)
    expect(await inPostgres(app, 'kinds', 'user_no')).toEqual(all)
  })
})

describe('each id of a user', () => {
  test('finds the user, and the events, conversations, messages and activities of the user', async () => {
    const { answer, happened } = story(app, 'ids')
    await happened([{ anonymousId: 'anon-7f', name: 'landing', conversationId: 'c', timestamp: second(0) }])
    await eventsHappened(app, 'ids', [
      { activity: { anonymousId: 'anon-7f', type: 'login' } },
      { message: { anonymousId: 'anon-7f', role: 'USER', conversationId: 'c' } },
    ])
    expect(await link(story(app, 'ids'), 'user-1', 'anon-7f')).toEqual(linked('user-1'))
    const of = (id: string) =>
      answer(`{
        user(id: "${id}") { userId firstSeenAt events { totalCount } conversations { totalCount } }
        events(filter: { userId: "${id}" }) { totalCount }
        conversations(filter: { userId: "${id}" }) { totalCount nodes { userId } }
        messages(filter: { userId: "${id}" }) { totalCount nodes { userId } }
        userActivities(filter: { userId: "${id}" }) { totalCount }
        users(filter: { search: "${id}" }) { nodes { userId } }
      }`)
    const expected = {
      user: {
        userId: 'user-1',
        firstSeenAt: second(0),
        events: { totalCount: 3 },
        conversations: { totalCount: 1 },
      },
      events: { totalCount: 3 },
      conversations: { totalCount: 1, nodes: [{ userId: 'user-1' }] },
      messages: { totalCount: 1, nodes: [{ userId: 'user-1' }] },
      userActivities: { totalCount: 1 },
      users: { nodes: [{ userId: 'user-1' }] },
    }
    expect(await of('user-1')).toEqual(expected)
    expect(await of('anon-7f')).toEqual(expected)
  })

  test('belongs to one project', async () => {
    await link(story(app, 'mine'), 'user-1', 'anon-7f')
    await story(app, 'theirs').happened([...landing, ...signup])
    expect(await story(app, 'theirs').answer(numbers)).toMatchObject({ summary: { activeUsers: 2 } })
    expect(await story(app, 'mine').answer(numbers)).toMatchObject({ summary: { activeUsers: 0 } })
  })
})

describe('a link', () => {
  test('may be made again, also from the other side', async () => {
    const again = story(app, 'again')
    await link(again, 'user-1', 'anon-7f')
    expect(await link(again, 'user-1', 'anon-7f')).toEqual(linked('user-1'))
    expect(await link(again, 'anon-7f', 'user-1')).toEqual(linked('user-1'))
  })

  test('never merges two known users', async () => {
    const known = story(app, 'known')
    await known.answer('mutation { identify(input: { userId: "ann" }) { user { userId } } }')
    expect(await link(known, 'bob', 'ann')).toEqual(refused('KNOWN_USER'))
    await link(known, 'cem', 'anon-c')
    expect(await link(known, 'ann', 'cem')).toEqual(refused('KNOWN_USER'))
    expect(await known.answer('{ users { nodes { userId } } }')).toEqual({
      users: { nodes: [{ userId: 'cem' }, { userId: 'ann' }] },
    })
  })

  test('is never changed', async () => {
    const taken = story(app, 'taken')
    await link(taken, 'ann', 'anon-7f')
    expect(await link(taken, 'bob', 'anon-7f')).toEqual(refused('LINKED_TO_ANOTHER'))
  })

  test('needs two ids that can be stored', async () => {
    const bad = story(app, 'bad')
    expect(await link(bad, 'ann', 'ann')).toEqual(refused('SAME_ID'))
    expect(await link(bad, 'ann', '')).toEqual(refused('REQUIRED'))
    expect(await link(bad, 'ann', 'x'.repeat(256))).toEqual(refused('TOO_LONG'))
    expect(await link(bad, 'ann', 'a\0')).toEqual(refused('INVALID_TEXT'))
    expect(await bad.answer('{ users { totalCount } }')).toEqual({ users: { totalCount: 0 } })
  })

  test('leads over any number of steps to one user', async () => {
    const chain = story(app, 'chain')
    await chain.happened(moments({ a: 'A1', b: 'B2', c: 'C3' }))
    await link(chain, 'a', 'b')
    expect(await link(chain, 'b', 'c')).toEqual(linked('a'))
    expect(await link(chain, 'c', 'a')).toEqual(linked('a'))
    expect(await chain.answer(`{ summary(${range}) { activeUsers } user(id: "c") { userId } }`)).toEqual({
      summary: { activeUsers: 1 },
      user: { userId: 'a' },
    })
  })

  test('of two that contradict each other at the same time, one is made', async () => {
    const race = story(app, 'race')
    await race.happened(moments({ a: 'A1', b: 'B2' }))
    const outcomes = await Promise.all([link(race, 'a', 'b'), link(race, 'b', 'a')])
    const winners = outcomes.map(({ user }) => user).filter(Boolean)
    expect(winners.length).toBeGreaterThan(0)
    expect(new Set(winners.map(user => JSON.stringify(user))).size).toBe(1)
    expect(await race.answer(`{ summary(${range}) { activeUsers } users { totalCount } }`)).toEqual({
      summary: { activeUsers: 1 },
      users: { totalCount: 1 },
    })
  })
})

describe('on a device that two users share', () => {
  test('an event of another user is stored for that user with a warning', async () => {
    const shared = story(app, 'shared')
    await shared.happened([
      { anonymousId: 'tablet', name: 'A', timestamp: second(0) },
      { anonymousId: 'tablet', userId: 'ann', name: 'A', timestamp: second(1) },
    ])
    const { trackEvents: payload } = await shared.answer<{ trackEvents: object }>(
      `mutation ($events: [EventInput!]!) {
        trackEvents(input: { events: $events }) { accepted receipts { warnings { code field } } }
      }`,
      { events: [{ anonymousId: 'tablet', userId: 'bob', name: 'A', timestamp: second(2) }] },
    )
    expect(payload).toEqual({
      accepted: 1,
      receipts: [{ warnings: [{ code: 'LINKED_TO_ANOTHER', field: 'anonymousId' }] }],
    })
    const { trackEvents: swapped } = await shared.answer<{ trackEvents: object }>(
      `mutation { trackEvents(input: { events: [{ anonymousId: "ann", userId: "bob", name: "A", timestamp: "${second(3)}" }] }) {
        receipts { warnings { code field message } }
      } }`,
    )
    expect(swapped).toEqual({
      receipts: [
        {
          warnings: [
            {
              code: 'KNOWN_USER',
              field: 'anonymousId',
              message: expect.stringContaining('stored for userId'),
            },
          ],
        },
      ],
    })
    const of = (id: string) => `${id}: user(id: "${id}") { events { totalCount } }`
    expect(await shared.answer(`{ ${of('ann')} ${of('bob')} ${of('tablet')} }`)).toEqual({
      ann: { events: { totalCount: 2 } },
      bob: { events: { totalCount: 2 } },
      tablet: { events: { totalCount: 2 } },
    })
  })
})

describe('what is stored with a visitor', () => {
  test('traits and the name go to the user, whose own win', async () => {
    const { answer } = story(app, 'traits')
    await answer(`mutation {
      visitor: identify(input: { anonymousId: "anon-7f", username: "Visitor", traits: { plan: "free", referrer: "ad" } }) {
        user { userId }
      }
      user: identify(input: { userId: "user-1", traits: { plan: "pro" } }) { user { userId } }
    }`)
    await link(story(app, 'traits'), 'user-1', 'anon-7f')
    expect(await answer('{ user(id: "anon-7f") { userId username traits } }')).toEqual({
      user: { userId: 'user-1', username: 'Visitor', traits: { plan: 'pro', referrer: 'ad' } },
    })
  })

  test('the place in a snapshot is that of the user', async () => {
    const { answer, happened } = story(app, 'snapshot')
    await happened([...landing, ...signup])
    const { createSegment } = await answer<{ createSegment: { segment: { id: string } } }>(
      `mutation { createSegment(input: { name: "all", condition: { behavior: { did: { event: "landing" } } } }) { segment { id } userErrors { message } } }`,
    )
    const { snapshotSegment } = await answer<{ snapshotSegment: { snapshot: { id: string } } }>(
      `mutation { snapshotSegment(input: { id: "${createSegment.segment.id}" }) { snapshot { id size } userErrors { message } } }`,
    )
    const active = `{ summary(${range}, segment: { snapshotId: "${snapshotSegment.snapshot.id}" }) { activeUsers } }`
    expect(await answer(active)).toEqual({ summary: { activeUsers: 1 } })
    await link(story(app, 'snapshot'), 'user-1', 'anon-7f')
    expect(await answer(active)).toEqual({ summary: { activeUsers: 1 } })
  })
})
