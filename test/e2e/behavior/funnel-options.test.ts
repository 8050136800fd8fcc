import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askFunnel, steps, usersOf } from '../../support/ask-funnel.ts'
import { moments, second } from '../../support/moments.ts'
import { projectWith } from '../../support/project-with.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import type { FunnelInput } from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

interface Funnel {
  meta: { warnings: string[] }
  steps: { users: number; name: string; converted: People; dropped: People }[]
  breakdown: { value: string | null; isOther: boolean; totalUsers: number; steps: { users: number }[] }[]
  trend: { start: string; isComplete: boolean; totalUsers: number; steps: { users: number }[] }[]
}
interface People {
  totalCount: number
  nodes: { userId: string }[]
}

const ask = (story: Story, input: FunnelInput, fields: string) => askFunnel<Funnel>(story, input, fields)

describe('strict steps', () => {
  test('follow right after each other: any other event, or a repeated step, ends the attempt', async () => {
    const strict = await projectWith(app, 'strict', {
      ann: 'a0 b1 c2',
      bob: 'a0 x1 b2 c3',
      cem: 'a0 b1 b2 c3',
      dan: 'a0 a1 b2 c3',
      eve: 'a0 b1 x1 c2',
    })
    expect(await usersOf(strict, { steps: steps('a', 'b', 'c'), order: 'STRICT' })).toEqual([5, 4, 3])
  })
})

describe('steps in any order', () => {
  test('count the users by the number of steps inside one window', async () => {
    const any = await projectWith(app, 'any', {
      ann: 'c0 a1 b2',
      bob: 'b0 c5',
      cem: 'b0',
      dan: 'a0 a1 a2',
      eve: 'a0 b20',
    })
    expect(
      await usersOf(any, { steps: steps('a', 'b', 'c'), order: 'UNORDERED', windowSeconds: 10 }),
    ).toEqual([5, 2, 1])
  })

  test('need two events for the same step twice', async () => {
    const twice = await projectWith(app, 'any-twice', { ann: 'a0', bob: 'a0 a5', cem: 'b0 a1 a2' })
    expect(await usersOf(twice, { steps: steps('a', 'b', 'a'), order: 'UNORDERED' })).toEqual([3, 2, 1])
  })

  test('assign an event that matches several steps in the best way', async () => {
    const shared = await projectWith(app, 'any-shared', { ann: 'a0 b1', bob: 'b0 a1', cem: 'a0 a1' })
    const either = { anyOf: steps('a', 'b') }
    expect(await usersOf(shared, { steps: [{ event: 'a' }, either], order: 'UNORDERED' })).toEqual([3, 3])
    expect(await usersOf(shared, { steps: [either, { event: 'b' }], order: 'UNORDERED' })).toEqual([3, 2])
  })
})

describe('an exclusion', () => {
  const between = (action: 'DROP_USER' | 'STOP_ATTEMPT') => ({
    steps: steps('a', 'b', 'c'),
    windowSeconds: 10,
    exclusions: [{ event: 'x', fromStep: 1, toStep: 2, action }],
  })

  test('with DROP_USER discards its attempt; a clean attempt that reaches the same step counts', async () => {
    const spoiled = await projectWith(app, 'spoiled', {
      ann: 'a0 x1 b2 c3',
      bob: 'a0 x1 b2 c3 a20 b21 c22',
      cem: 'a0 b1 x2 c3',
      dan: 'a0 x1 b2 c3 a20',
      eve: 'a0 x0 b1',
    })
    expect(await usersOf(spoiled, between('DROP_USER'))).toEqual([3, 3, 2])
  })

  test('with STOP_ATTEMPT ends its attempt at the step before', async () => {
    const stopped = await projectWith(app, 'stopped', {
      ann: 'a0 x1 b2 c3',
      bob: 'a0 b1 x2 c3',
      cem: 'a0 b1 c2',
    })
    expect(await usersOf(stopped, between('STOP_ATTEMPT'))).toEqual([3, 2, 2])
  })

  test('has no effect after the window or after completion', async () => {
    const late = await projectWith(app, 'late-exclusion', { ann: 'a0 x11', bob: 'a0 b1 c2 x3' })
    expect(await usersOf(late, between('DROP_USER'))).toEqual([2, 1, 1])
  })
})

describe('a step', () => {
  test('may be any of several events, or any activity', async () => {
    const several = await projectWith(app, 'several', { ann: 'a0 b1', bob: 'a0 c1', cem: 'a0' })
    expect(await usersOf(several, { steps: [{ event: 'a' }, { anyOf: steps('b', 'c') }] })).toEqual([3, 2])
    expect(await usersOf(several, { steps: [{ event: 'a' }, {}] })).toEqual([3, 2])
  })

  test('may be the first time ever: the first event of its name has to pass the filter itself', async () => {
    const first = story(app, 'first-time')
    const bought = (userId: string, seconds: number, plan: string) => ({
      userId,
      name: 'buy',
      timestamp: second(seconds),
      properties: { plan },
    })
    await first.happened([
      ...[
        bought('ann', 1, 'pro'),
        bought('bob', 1, 'free'),
        bought('bob', 2, 'pro'),
        bought('cem', -100, 'pro'),
        bought('cem', 1, 'pro'),
      ],
      ...['ann', 'bob', 'cem'].map(userId => ({ userId, name: 'pay', timestamp: second(5) })),
    ])
    const pro = { event: 'buy', filter: { property: 'plan', values: ['pro'] } }
    expect(await usersOf(first, { steps: [{ ...pro, firstTime: true }, { event: 'pay' }] })).toEqual([1, 1])
    expect(await usersOf(first, { steps: [pro, { event: 'pay' }] })).toEqual([3, 3])
  })
})

test('sessions are split at gaps of more than 30 minutes, or by their id', async () => {
  const sessions = story(app, 'funnel-sessions')
  await sessions.happened([
    ...moments({ ann: 'a0 x1500 b3000', bob: 'a0 b1801 a4000 b4001' }),
    { userId: 'cem', name: 'a', timestamp: second(0), sessionId: 's' },
    { userId: 'cem', name: 'b', timestamp: second(9_000), sessionId: 's' },
  ])
  // ann's x bridges the gap; of bob's three sessions, two start with a, and one of these continues to b.
  expect(await usersOf(sessions, { steps: steps('a', 'b'), unit: 'SESSION' })).toEqual([4, 3])
})

test('a session is of one user: events of nobody join the only user with its id', async () => {
  const sessions = story(app, 'funnel-session-users')
  const at = (seconds: number, name: string, sessionId: string, userId?: string) => ({
    name,
    sessionId,
    userId,
    timestamp: second(seconds),
  })
  await sessions.happened([
    // Neither ann nor bob did both, though they share an id.
    at(0, 'a', 'shared', 'ann'),
    at(1, 'b', 'shared', 'bob'),
    // The visitor who asked is cem, who alone has the id.
    at(0, 'a', 'own'),
    at(1, 'b', 'own', 'cem'),
    // Nobody has this id: the session of an unknown visitor, who may have been gone for long.
    at(0, 'a', 'unknown-visitor'),
    at(9_000, 'b', 'unknown-visitor'),
    // Two have this id, so that the event of nobody is a session of its own.
    at(0, 'a', 'of-two'),
    at(1, 'b', 'of-two', 'dan'),
    at(2, 'b', 'of-two', 'eve'),
  ])
  const input = { steps: steps('a', 'b'), unit: 'SESSION' as const }
  // a by ann, the visitor who is cem, the unknown visitor, and nobody; then b by cem and the unknown visitor.
  expect(await usersOf(sessions, input)).toEqual([4, 2])
  const people = 'steps { converted { nodes { userId } } }'
  expect((await ask(sessions, input, people)).steps).toMatchObject([
    { converted: { nodes: expect.toSatisfy((nodes: unknown[]) => nodes.length === 2) } },
    { converted: { nodes: [{ userId: 'cem' }] } },
  ])
})

test('conversations are counted by id, and their known users can be listed', async () => {
  const conversations = story(app, 'funnel-conversations')
  await conversations.happened([
    { userId: 'ann', name: 'ask', timestamp: second(0), conversationId: 'c1' },
    { userId: 'ann', name: 'ask', timestamp: second(1), conversationId: 'c2' },
    { name: 'ask', timestamp: second(2), conversationId: 'c3' },
    { userId: 'ann', name: 'solve', timestamp: second(3), conversationId: 'c2' },
  ])
  const input = { steps: steps('ask', 'solve'), unit: 'CONVERSATION' as const }
  const people = 'steps { users converted { totalCount nodes { userId } } dropped { totalCount } }'
  expect((await ask(conversations, input, people)).steps).toMatchObject([
    { users: 3, converted: { totalCount: 1, nodes: [{ userId: 'ann' }] }, dropped: { totalCount: 0 } },
    { users: 1, converted: { totalCount: 1 }, dropped: { totalCount: 1 } },
  ])
})

describe('the users behind a step', () => {
  test('are as many as its counts, in every order of steps', async () => {
    const behind = await projectWith(app, 'behind', {
      ann: 'a0 b1 c2',
      bob: 'a0 x1 b2',
      cem: 'a0',
      dan: 'b0 a1',
    })
    for (const order of ['ORDERED', 'STRICT', 'UNORDERED'] as const) {
      const fields =
        'steps { users dropOff converted { totalCount nodes { userId } } dropped { totalCount nodes { userId } } }'
      const { steps: answered } = await ask(behind, { steps: steps('a', 'b', 'c'), order }, fields)
      for (const step of answered as unknown as {
        users: number
        dropOff: number
        converted: People
        dropped: People
      }[]) {
        expect(step.converted.totalCount).toBe(step.users)
        expect(step.converted.nodes).toHaveLength(step.users)
        expect(step.dropped.totalCount).toBe(step.dropOff)
        expect(step.dropped.nodes).toHaveLength(step.dropOff)
      }
    }
    const named = await ask(
      behind,
      { steps: steps('a', 'b', 'c') },
      'steps { dropped { totalCount nodes { userId } } }',
    )
    expect(named.steps.map(({ dropped }) => dropped.nodes.map(({ userId }) => userId))).toEqual([
      [],
      ['dan', 'cem'],
      ['bob'],
    ])
  })
})

describe('a breakdown', () => {
  const bought = (userId: string, plan: string) => [
    { userId, name: 'a', timestamp: second(0), properties: { plan } },
    { userId, name: 'b', timestamp: second(1), properties: { plan: 'late' } },
  ]

  test('shows 25 values and all others together', async () => {
    const many = story(app, 'many-values')
    await many.happened([
      ...bought('ann', 'p0'),
      ...Array.from({ length: 30 }, (_, i) => bought(`u${i}`, `p${String(i).padStart(2, '0')}`)).flat(),
    ])
    const { breakdown, meta } = await ask(
      many,
      { steps: steps('a', 'b'), breakdown: { property: 'plan' } },
      'breakdown { value isOther totalUsers steps { users } } meta { warnings }',
    )
    expect(breakdown).toHaveLength(26)
    expect(meta.warnings).toEqual(['The 25 values with the most users are shown, all others together.'])
    expect(breakdown.at(-1)).toEqual({
      value: null,
      isOther: true,
      totalUsers: 6,
      steps: [{ users: 6 }, { users: 6 }],
    })
    expect(breakdown.reduce((sum, { totalUsers }) => sum + totalUsers, 0)).toBe(31)
  })

  test('may be by a trait of the users', async () => {
    const traits = await projectWith(app, 'traits', { ann: 'a0 b1', bob: 'a0', cem: 'a0' })
    for (const [userId, plan] of [
      ['ann', 'pro'],
      ['bob', 'pro'],
    ])
      await traits.answer(
        'mutation ($input: IdentifyInput!) { identify(input: $input) { userErrors { code } } }',
        {
          input: { userId, traits: { plan } },
        },
      )
    const input = { steps: steps('a', 'b'), breakdown: { trait: 'plan' } }
    expect((await ask(traits, input, 'breakdown { value totalUsers steps { users } }')).breakdown).toEqual([
      { value: 'pro', totalUsers: 2, steps: [{ users: 2 }, { users: 1 }] },
      { value: null, totalUsers: 1, steps: [{ users: 1 }, { users: 0 }] },
    ])
  })
})

describe('over time', () => {
  test('a trend counts each bucket by the users who entered in it, including empty buckets', async () => {
    const days = (count: number) => count * 86_400
    const daily = await projectWith(app, 'daily', {
      ann: `a0 b${days(1)} a${days(2)}`,
      bob: `a${days(2)} b${days(2)}.5`,
    })
    const input = { steps: steps('a', 'b'), range: { between: { from: second(0), to: second(days(3)) } } }
    expect((await ask(daily, input, 'trend { totalUsers isComplete steps { users } }')).trend).toEqual([
      { totalUsers: 1, isComplete: true, steps: [{ users: 1 }, { users: 1 }] },
      { totalUsers: 0, isComplete: true, steps: [{ users: 0 }, { users: 0 }] },
      { totalUsers: 2, isComplete: true, steps: [{ users: 2 }, { users: 1 }] },
    ])
  })

  test('a histogram counts users by their time to convert', async () => {
    const taken = await projectWith(app, 'taken', {
      ann: 'a0 b1 c10',
      bob: 'a0 b1 c30',
      cem: 'a0 b1 c50',
      dan: 'a0 b5',
    })
    const fields = `medianSeconds averageSeconds p90Seconds
      timeToConvert(buckets: 4) { users medianSeconds buckets { fromSeconds toSeconds users } }
      toB: timeToConvert(toStep: 2, buckets: 2) { users averageSeconds buckets { users } }`
    expect(await ask(taken, { steps: steps('a', 'b', 'c') }, fields)).toEqual({
      medianSeconds: 30,
      averageSeconds: 30,
      p90Seconds: expect.closeTo(46, 9),
      timeToConvert: {
        users: 3,
        medianSeconds: 30,
        buckets: [
          { fromSeconds: 10, toSeconds: 20, users: 1 },
          { fromSeconds: 20, toSeconds: 30, users: 0 },
          { fromSeconds: 30, toSeconds: 40, users: 1 },
          { fromSeconds: 40, toSeconds: 50, users: 1 },
        ],
      },
      toB: { users: 4, averageSeconds: 2, buckets: [{ users: 3 }, { users: 1 }] },
    })
    const none = await ask(
      taken,
      { steps: steps('z', 'y') },
      'timeToConvert { users medianSeconds buckets { users } }',
    )
    expect(none).toEqual({ timeToConvert: { users: 0, medianSeconds: null, buckets: [] } })
  })
})

describe('the funnel of several users', () => {
  const stories = {
    ann: 'a0 b5 c9',
    bob: 'a1 b2 a7 c8',
    cem: 'c0 b1 a2 b3',
    dan: 'b0 a4 b4 c30',
    eve: 'a90 b95',
  }
  const orders = ['ORDERED', 'STRICT', 'UNORDERED'] as const

  test('gives the same funnel in any order of sending; no step has more users than the one before, and a longer window loses no user', async () => {
    const forwards = await projectWith(app, 'forwards', stories)
    const backwards = story(app, 'backwards')
    await backwards.happened(moments(stories).toReversed())
    for (const order of orders) {
      let before = [0, 0, 0]
      for (const windowSeconds of [1, 5, 10, 50]) {
        const input = { steps: steps('a', 'b', 'c'), order, windowSeconds }
        const users = await usersOf(forwards, input)
        expect(await usersOf(backwards, input)).toEqual(users)
        expect(users).toEqual(users.toSorted((a, b) => b - a))
        expect(users.every((count, i) => count >= before[i]!)).toBe(true)
        before = users
      }
    }
  })

  test('adds up over ranges that split the entries if a user can enter only once', async () => {
    const entered = await projectWith(app, 'split', stories)
    for (const order of ['ORDERED', 'STRICT'] as const) {
      const [first, ...others] = steps('a', 'b', 'c')
      const input = { steps: [{ ...first!, firstTime: true }, ...others], order, windowSeconds: 10 }
      const between = (from: number, to: number) =>
        usersOf(entered, { ...input, range: { between: { from: second(from), to: second(to) } } })
      const [whole, early, late] = [await between(0, 100), await between(0, 2), await between(2, 100)]
      expect(whole[0]).toBe(5)
      expect(early.map((users, i) => users + late[i]!)).toEqual(whole)
    }
  })

  test('takes options that are not given from the chosen product', async () => {
    const clipped = await projectWith(app, 'presets', { ann: 'a19 b20', bob: 'a10 a15 b16' })
    const narrow = {
      steps: steps('a', 'b'),
      range: { between: { from: second(10), to: second(20) } },
      windowSeconds: 5,
    }
    expect(await usersOf(clipped, narrow)).toEqual([2, 2])
    expect(await usersOf(clipped, { ...narrow, compatibility: 'POSTHOG' })).toEqual([2, 1])
    expect(await usersOf(clipped, { ...narrow, compatibility: 'CLICKHOUSE' })).toEqual([2, 1])
    expect(await usersOf(clipped, { ...narrow, compatibility: 'MIXPANEL' })).toEqual([2, 1])
    expect(await usersOf(clipped, { ...narrow, compatibility: 'AMPLITUDE' })).toEqual([2, 2])
    expect(await usersOf(clipped, { ...narrow, compatibility: 'POSTHOG', rangeMode: 'ENTRY' })).toEqual([
      2, 2,
    ])
  })
})
