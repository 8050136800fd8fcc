import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askFunnel, steps } from '../../support/ask-funnel.ts'
import { second } from '../../support/moments.ts'
import { projectWith } from '../../support/project-with.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { type FunnelInput, IdentifyDocument } from '../operations/operations.ts'

let app: TestApp
let shop: Story
beforeAll(async () => {
  app = await startTestApp()
  shop = story(app, 'shop')
  await shop.happened([
    ...took('ann', 'web', { plan: 'pro', size: 'm' }, 'a', 'b'),
    ...took('bob', 'web', { plan: 'pro', size: 'm' }, 'a'),
    ...took('cem', 'app', { plan: 'pro' }, 'a', 'b'),
    ...took('dan', 'app', { plan: 'free', size: 'm' }, 'a'),
    ...took('eve', 'web', {}, 'a', 'b'),
  ])
  for (const [userId, team] of [
    ['ann', 'red'],
    ['bob', 'blue'],
    ['cem', 'red'],
  ] as const)
    await shop.answer(IdentifyDocument, { input: { userId, traits: { team } } })
})
afterAll(() => app.close())

/** The events of a user, one second apart in one conversation, with these properties. */
const took = (userId: string, channel: string, properties: Record<string, string>, ...names: string[]) =>
  names.map((name, i) => ({
    ...{ userId, name, channel, properties, timestamp: second(i) },
    conversationId: `with ${userId}`,
  }))

const ab = steps('a', 'b')

interface People {
  totalCount: number
  nodes: { userId: string }[]
}
interface Part {
  values: (string | null)[]
  value: string | null
  isOther: boolean
  steps: { users: number; dropOff: number; converted: People; dropped: People }[]
}
interface Funnel {
  breakdown: Part[]
  trend: Part[]
  meta: { warnings: string[] }
}

type Breakdown = NonNullable<FunnelInput['breakdown']>

const ask = (story: Story, input: Partial<FunnelInput>, fields: string) =>
  askFunnel<Funnel>(story, { steps: ab, ...input }, fields)

/** The users of each step, by the values of the group. */
const groupsBy = async (breakdown: Breakdown, input: Partial<FunnelInput> = {}) => {
  const answered = await ask(shop, { ...input, breakdown }, 'breakdown { values isOther steps { users } }')
  return answered.breakdown.map(({ values, isOther, steps }) => [
    isOther ? 'other' : values,
    ...steps.map(({ users }) => users),
  ])
}

describe('a breakdown by several values', () => {
  test('has a group for each combination, the largest first', async () => {
    expect(await groupsBy({ by: [{ property: 'plan' }, { property: 'size' }] })).toEqual([
      [['pro', 'm'], 2, 1],
      [[null, null], 1, 1],
      [['free', 'm'], 1, 0],
      [['pro', null], 1, 1],
    ])
    expect(
      await groupsBy({ by: [{ property: 'size' }, { dimension: 'CHANNEL' }, { property: 'plan' }] }),
    ).toEqual([
      [['m', 'web', 'pro'], 2, 1],
      [[null, 'app', 'pro'], 1, 1],
      [[null, 'web', null], 1, 1],
      [['m', 'app', 'free'], 1, 0],
    ])
  })

  test('combines traits of users with properties of events, in the order of the question', async () => {
    expect(await groupsBy({ by: [{ property: 'plan' }, { trait: 'team' }, { property: 'size' }] })).toEqual([
      [[null, null, null], 1, 1],
      [['free', null, 'm'], 1, 0],
      [['pro', 'blue', 'm'], 1, 0],
      [['pro', 'red', null], 1, 1],
      [['pro', 'red', 'm'], 1, 1],
    ])
    expect(await groupsBy({ by: [{ trait: 'team' }, { property: 'plan' }] })).toEqual([
      [['red', 'pro'], 2, 2],
      [[null, null], 1, 1],
      [[null, 'free'], 1, 0],
      [['blue', 'pro'], 1, 0],
    ])
    expect(await groupsBy({ by: [{ trait: 'team' }, { trait: 'none' }] })).toEqual([
      [[null, null], 2, 1],
      [['red', null], 2, 2],
      [['blue', null], 1, 0],
    ])
  })

  test('by one value is the same as without `by`', async () => {
    const single = await groupsBy({ property: 'plan' })
    expect(single).toEqual([
      [['pro'], 3, 2],
      [[null], 1, 1],
      [['free'], 1, 0],
    ])
    expect(await groupsBy({ by: [{ property: 'plan' }] })).toEqual(single)
    const { breakdown } = await ask(shop, { breakdown: { property: 'plan' } }, 'breakdown { value }')
    expect(breakdown).toEqual([{ value: 'pro' }, { value: null }, { value: 'free' }])
  })

  test('takes a combination from one event, also at the last touch', async () => {
    const touched = story(app, 'touched')
    await touched.happened([
      ...took('ann', 'web', { plan: 'pro' }, 'a'),
      { userId: 'ann', name: 'b', timestamp: second(5), properties: { size: 'm' } },
      { userId: 'ann', name: 'b', timestamp: second(6) },
    ])
    const by = [{ property: 'plan' }, { property: 'size' }]
    for (const [attribution, values] of [
      ['FIRST_TOUCH', ['pro', null]],
      ['LAST_TOUCH', [null, 'm']],
    ] as const) {
      const { breakdown } = await ask(touched, { breakdown: { by, attribution } }, 'breakdown { values }')
      expect(breakdown).toEqual([{ values }])
    }
  })
})

test('an attempt in any order has the value of the last event that can start it, or of the first one with FIRST', async () => {
  const tied = story(app, 'tied-values')
  await tied.happened(
    ['pro', 'free'].map(plan => ({ userId: 'ann', name: 'a', timestamp: second(0), properties: { plan } })),
  )
  const input = { breakdown: { property: 'plan' }, ties: 'ANY_ORDER' as const }
  for (const [attempt, value] of [
    ['BEST', 'free'],
    ['FIRST', 'pro'],
  ] as const)
    for (const [second, users] of [
      ['a', 1],
      ['b', 0],
    ] as const) {
      const asked = { ...input, attempt, steps: [{ event: 'a' }, { event: second }] }
      const { breakdown } = await ask(tied, asked, 'breakdown { value steps { users } }')
      expect(breakdown).toEqual([{ value, steps: [{ users: 1 }, { users }] }])
    }
})

test('with STEP only an event with the value takes the step, in any order too', async () => {
  const equal = story(app, 'equal-steps')
  const did = (name: string, at: number, plan: string) => ({
    ...{ userId: 'ann', name, timestamp: second(at), properties: { plan } },
  })
  await equal.happened([
    did('b', 0, 'pro'),
    ...['a', 'a', 'b'].map(name => did(name, 1, 'pro')),
    did('b', 8, 'free'),
  ])
  const input = {
    steps: ['b', 'b', 'a', 'a'].map(event => ({ event })),
    breakdown: { property: 'plan', attribution: 'STEP' as const, step: 2 },
    ties: 'ANY_ORDER' as const,
  }
  for (const attempt of ['BEST', 'FIRST'] as const) {
    const { breakdown } = await ask(equal, { ...input, attempt }, 'breakdown { value steps { users } }')
    // For free, the second b is that at 8, after which there is no a.
    expect(breakdown.map(({ value, steps }) => [value, ...steps.map(({ users }) => users)])).toEqual([
      ['free', 1, 1, 0, 0],
      ['pro', 1, 1, 1, 1],
    ])
  }
})

test('`first` limits the groups, and all others are one more group', async () => {
  const by = [{ property: 'plan' }, { property: 'size' }]
  expect(await groupsBy({ by, first: 2 })).toEqual([
    [['pro', 'm'], 2, 1],
    [[null, null], 1, 1],
    ['other', 2, 1],
  ])
  const { breakdown, meta } = await ask(
    shop,
    { breakdown: { by, first: 1 } },
    'breakdown { value values isOther } meta { warnings }',
  )
  expect(breakdown).toEqual([
    { value: 'pro', values: ['pro', 'm'], isOther: false },
    { value: null, values: [], isOther: true },
  ])
  expect(meta.warnings).toEqual(['The 1 values with the most users are shown, all others together.'])
})

describe('the users behind a group', () => {
  const lists =
    'steps { users dropOff converted { totalCount nodes { userId } } dropped { totalCount nodes { userId } } }'
  const ids = ({ nodes }: People) => nodes.map(({ userId }) => userId).toSorted()

  test('are those that its steps count', async () => {
    const input = { breakdown: { by: [{ property: 'plan' }, { trait: 'team' }], first: 2 } }
    const { breakdown } = await ask(shop, input, `breakdown { values isOther ${lists} }`)
    expect(breakdown.map(({ values, steps: [, b] }) => [values, ids(b!.converted), ids(b!.dropped)])).toEqual(
      [
        [['pro', 'red'], ['ann', 'cem'], []],
        [[null, null], ['eve'], []],
        [[], [], ['bob', 'dan']],
      ],
    )
  })

  test('can be read for one group, for no value and for all others', async () => {
    const read = async (values: (string | null)[]) => {
      const { breakdown } = await ask(
        shop,
        { breakdown: { by: [{ property: 'plan' }, { property: 'size' }], first: 3 } },
        `breakdown(values: ${JSON.stringify(values)}) { ${lists} }`,
      )
      return breakdown.map(({ steps: [a] }) => ids(a!.converted))
    }
    expect(await read(['pro', 'm'])).toEqual([['ann', 'bob']])
    expect(await read([null, null])).toEqual([['eve']])
    expect(await read([])).toEqual([['cem']])
    expect(await read(['pro', 'xl'])).toEqual([])
  })

  test.each(['FIRST_STEP', 'STEP', 'FIRST_TOUCH', 'LAST_TOUCH', 'EACH_VALUE'] as const)(
    'are as many as its counts with %s, in every order of steps and for every unit',
    async attribution => {
      const isOfStep = attribution === 'STEP'
      const breakdown = { property: 'size', attribution, step: isOfStep ? 1 : undefined, first: 1 }
      const asked = [
        ['ORDERED', 'USER'],
        ['STRICT', 'SESSION'],
        ['UNORDERED', 'CONVERSATION'],
      ] as const
      for (const [order, unit] of asked) {
        if (isOfStep && order === 'UNORDERED') continue
        const answered = await ask(shop, { order, unit, breakdown }, `breakdown { isOther ${lists} }`)
        expect(answered.breakdown.length).toBeGreaterThan(1)
        for (const { converted, dropped, users, dropOff } of answered.breakdown.flatMap(({ steps }) => steps))
          expect([
            converted.totalCount,
            ids(converted).length,
            dropped.totalCount,
            ids(dropped).length,
          ]).toEqual([users, users, dropOff, dropOff])
      }
    },
  )

  test('may be those of a bucket of the trend', async () => {
    const daily = await projectWith(app, 'daily-users', {
      ann: 'a0 b1',
      bob: 'a86400',
      cem: 'a0 a86401 b86402',
    })
    const input = { range: { between: { from: second(0), to: second(2 * 86_400) } } }
    const { trend } = await ask(daily, input, `trend { ${lists} }`)
    expect(trend.map(({ steps: [, b] }) => [ids(b!.converted), ids(b!.dropped)])).toEqual([
      [['ann', 'cem'], []],
      [['cem'], ['bob']],
    ])
  })
})

describe('a breakdown is refused', () => {
  const query = 'query ($input: FunnelInput!) { funnel(input: $input) { totalUsers } }'
  const plan = { property: 'plan' }
  test.each<[string, Breakdown, string, string]>([
    ['by nothing', { by: [] }, 'INVALID_BREAKDOWN', 'breakdown.by'],
    ['by four things', { by: [plan, plan, plan, plan] }, 'INVALID_BREAKDOWN', 'breakdown.by'],
    ['by an empty key', { by: [plan, { property: '' }] }, 'INVALID_BREAKDOWN', 'breakdown.by'],
    ['twice', { ...plan, by: [plan] }, 'INVALID_BREAKDOWN', 'breakdown.by'],
    ['with 0 groups', { ...plan, first: 0 }, 'INVALID_FIRST', 'breakdown.first'],
    ['with 101 groups', { ...plan, first: 101 }, 'INVALID_FIRST', 'breakdown.first'],
    [
      'by traits with an attribution',
      { by: [{ trait: 'a' }, { trait: 'b' }], attribution: 'LAST_TOUCH' },
      'INVALID_BREAKDOWN',
      'breakdown.attribution',
    ],
  ])('%s', async (_, breakdown, reason, field) => {
    const input = { steps: ab, breakdown }
    expect(await shop.refusal(query, { input })).toEqual({ code: 'BAD_USER_INPUT', reason, field })
  })

  test('for a group of other values than it has', async () => {
    const input = { steps: ab, breakdown: { by: [plan, plan] } }
    const { errors } = await shop.ask(
      'query ($input: FunnelInput!) { funnel(input: $input) { breakdown(values: ["pro"]) { value } } }',
      { input },
    )
    expect(errors[0]!.extensions).toMatchObject({ reason: 'INVALID_BREAKDOWN', field: 'values' })
  })
})
