import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askFunnel, firstDay, steps, usersOf } from '../../support/ask-funnel.ts'
import { second } from '../../support/moments.ts'
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
  completionRate: number | null
  medianSeconds: number | null
  openAttempts: number
  meta: { warnings: string[]; caveats: object[] }
  steps: { users: number; medianSeconds: number | null }[]
}

const ask = (story: Story, input: FunnelInput, fields: string) => askFunnel<Funnel>(story, input, fields)

describe('events at one instant', () => {
  const aba = steps('a', 'b', 'a')

  test('take the steps in the order of the steps, or in any order', async () => {
    const tied = await projectWith(app, 'ties', {
      ann: 'a5 b5 a5',
      bob: 'b5 a5',
      cem: 'a0 b5 a5',
      dan: 'a5 b5 a6',
    })
    // With STEP_ORDER both a of ann come before b, and so does the a of cem at 5.
    expect(await usersOf(tied, { steps: aba })).toEqual([4, 4, 1])
    // In any order: ann a, b, a; bob a, b; cem a, then b and a; dan a, b, a.
    expect(await usersOf(tied, { steps: aba, ties: 'ANY_ORDER' })).toEqual([4, 4, 3])
    expect(await usersOf(tied, { steps: aba, ties: 'ANY_ORDER', order: 'STRICT' })).toEqual([4, 4, 3])
  })

  test('still take one step each', async () => {
    const once = await projectWith(app, 'ties-once', {
      ann: 'a5',
      bob: 'a5 a5',
      cem: 'a5 a5 a5',
      dan: 'a5 b5',
    })
    const either = { anyOf: steps('a', 'b') }
    expect(await usersOf(once, { steps: steps('a', 'a', 'a'), ties: 'ANY_ORDER' })).toEqual([4, 2, 1])
    // dan's b takes the first step, so that a is left for the second.
    expect(await usersOf(once, { steps: [either, { event: 'a' }], ties: 'ANY_ORDER' })).toEqual([4, 3])
    expect(await usersOf(once, { steps: [either, { event: 'a' }], ties: 'STEP_ORDER' })).toEqual([4, 2])
  })

  test('give the same times in any order, and start one attempt', async () => {
    const timed = await projectWith(app, 'ties-timed', { ann: 'a0 a0 b4 a4 a9' })
    const { steps: answered, openAttempts } = await ask(
      timed,
      { steps: steps('a', 'b', 'a', 'a'), ties: 'ANY_ORDER' },
      'openAttempts steps { users medianSeconds }',
    )
    expect(openAttempts).toBe(0)
    expect(answered).toEqual([
      { users: 1, medianSeconds: null },
      { users: 1, medianSeconds: 4 },
      { users: 1, medianSeconds: 0 },
      { users: 1, medianSeconds: 5 },
    ])
  })

  test('are not assigned among more than six steps, which a preset says in a warning', async () => {
    const seven = 'bcdefgh'.split('').map(other => ({ anyOf: steps('a', other) }))
    const many = await projectWith(app, 'ties-many', { ann: 'a0 b1' })
    const query = 'query ($input: FunnelInput!) { funnel(input: $input) { totalUsers } }'
    expect(await many.refusal(query, { input: { steps: seven, ties: 'ANY_ORDER' } })).toMatchObject({
      reason: 'INVALID_STEPS',
      field: 'steps',
    })
    const { meta, ...answered } = await ask(
      many,
      { steps: seven, compatibility: 'CLICKHOUSE' },
      'steps { users } meta { warnings caveats { code field } }',
    )
    expect(answered.steps.slice(0, 3)).toEqual([{ users: 1 }, { users: 0 }, { users: 0 }])
    expect(meta.warnings).toEqual([expect.stringContaining('not as in CLICKHOUSE')])
    expect(meta.caveats).toEqual([{ code: 'TIES_IN_STEP_ORDER', field: 'ties' }])
  })
})

describe('an exclusion with DROP_ATTEMPT', () => {
  const excluded = (action?: 'DROP_ATTEMPT' | 'DROP_USER') => ({
    steps: steps('a', 'b', 'c'),
    windowSeconds: 10,
    exclusions: [{ event: 'x', action }],
  })

  test('leaves the best of the other attempts, even if it gets less far', async () => {
    const dropped = await projectWith(app, 'dropped', {
      ann: 'a0 x1 b2 c3',
      bob: 'a0 x1 b2 c3 a20',
      cem: 'a0 b1 x2 a5 b6',
    })
    // ann has no other attempt, bob one that reaches a, cem one that reaches b.
    expect(await usersOf(dropped, excluded('DROP_ATTEMPT'))).toEqual([2, 1, 0])
    expect(await usersOf(dropped, excluded('DROP_USER'))).toEqual([1, 1, 0])
    expect(await usersOf(dropped, { ...excluded('DROP_ATTEMPT'), attempt: 'FIRST' })).toEqual([0, 0, 0])
  })

  test('is what POSTHOG does with steps in any order', async () => {
    const unordered = (...events: string[]): FunnelInput => ({
      steps: steps(...events),
      order: 'UNORDERED',
      compatibility: 'POSTHOG',
      exclusions: [{ event: 'x' }],
    })
    const ann = await projectWith(app, 'posthog-ann', { ann: 'a0 x1 b2' })
    expect(await usersOf(ann, unordered('a', 'b'))).toEqual([1, 0])
    const bob = await projectWith(app, 'posthog-bob', { bob: 'a0 b1 x2 c3' })
    expect(await usersOf(bob, unordered('a', 'b', 'c'))).toEqual([1, 0, 0])
    expect(await usersOf(bob, { ...unordered('a', 'b', 'c'), compatibility: 'CLICKHOUSE' })).toEqual([
      0, 0, 0,
    ])
    // In order POSTHOG drops the user: the attempt that gets furthest is spoiled.
    expect(await usersOf(bob, { ...unordered('a', 'b', 'c'), order: 'ORDERED' })).toEqual([0, 0, 0])
  })
})

test.each(['POSTHOG', 'CLICKHOUSE'] as const)('%s takes events of one instant in any order', async preset => {
  const tied = await projectWith(app, `ties-${preset}`, { ann: 'a5 b5 a5' })
  const asked = { steps: steps('a', 'b', 'a'), compatibility: preset }
  expect(await usersOf(tied, asked)).toEqual([1, 1, 1])
  expect(await usersOf(tied, { ...asked, ties: 'STEP_ORDER' })).toEqual([1, 1, 0])
})

describe('a first time', () => {
  const bought = (userId: string, seconds: number, plan: string, channel = 'web') => ({
    userId,
    name: 'buy',
    channel,
    timestamp: second(seconds),
    properties: { plan },
  })
  const pro = { event: 'buy', filter: { property: 'plan', values: ['pro'] }, firstTime: true }

  test('of MATCH is the first event that passes the filters, whatever came before', async () => {
    const first = story(app, 'first-match')
    await first.happened([
      bought('ann', 1, 'pro'),
      bought('bob', 1, 'free'),
      bought('bob', 2, 'pro'),
      bought('cem', -100, 'pro'),
      bought('cem', 1, 'pro'),
      bought('dan', 1, 'pro', 'app'),
      bought('dan', 2, 'pro'),
    ])
    const asked = (firstTimeOf: 'NAME' | 'MATCH', more: Partial<FunnelInput> = {}) =>
      usersOf(first, { steps: [{ ...pro, firstTimeOf }], ...more })
    // ann and dan; bob's first purchase was free, cem's was before the range.
    expect(await asked('NAME')).toEqual([2])
    expect(await asked('MATCH')).toEqual([3])
    // Only purchases on the web: dan's first one there is at 2.
    const filter = { dimension: 'CHANNEL' as const, values: ['web'] }
    expect(await asked('NAME', { filter })).toEqual([1])
    expect(await asked('MATCH', { filter })).toEqual([3])
  })

  test('needs firstTime to say which one it is', async () => {
    const query = 'query ($input: FunnelInput!) { funnel(input: $input) { totalUsers } }'
    const input = { steps: [{ event: 'a', firstTimeOf: 'MATCH' }] }
    expect(await story(app, 'first-refused').refusal(query, { input })).toEqual({
      code: 'BAD_USER_INPUT',
      reason: 'INVALID_STEPS',
      field: 'steps.firstTimeOf',
    })
  })
})

describe('a funnel of one step', () => {
  test.each(['ORDERED', 'STRICT', 'UNORDERED'] as const)('counts the users of the step, %s', async order => {
    const one = await projectWith(app, `one-${order}`, { ann: 'a0 a5', bob: 'a1 b2', cem: 'b0' })
    const fields = `completionRate openAttempts medianSeconds
      steps { users rateFromPrevious dropOff medianSeconds converted { totalCount } dropped { totalCount } }
      trend { steps { users } }`
    expect(await ask(one, { steps: steps('a'), order }, fields)).toEqual({
      completionRate: 1,
      openAttempts: 0,
      medianSeconds: 0,
      steps: [
        {
          users: 2,
          rateFromPrevious: 1,
          dropOff: 0,
          medianSeconds: null,
          converted: { totalCount: 2 },
          dropped: { totalCount: 0 },
        },
      ],
      trend: [{ steps: [{ users: 2 }] }],
    })
  })

  test('has no time to convert and nothing to exclude', async () => {
    const refused = story(app, 'one-refused')
    const { errors } = await refused.ask(
      '{ funnel(input: { steps: [{ event: "a" }] }) { timeToConvert { users } } }',
    )
    expect(errors[0]!.extensions).toMatchObject({ reason: 'INVALID_STEPS', field: 'fromStep' })
    const query =
      '{ funnel(input: { steps: [{ event: "a" }], exclusions: [{ event: "x" }] }) { totalUsers } }'
    expect(await refused.refusal(query)).toMatchObject({ reason: 'INVALID_EXCLUSION', field: 'exclusions' })
  })
})

test('a window may be ten years', async () => {
  const tenYears = 3_653 * 86_400
  const long = await projectWith(app, 'ten-years', {
    ann: `a${-tenYears} b0`,
    bob: `a${-tenYears} b0.001`,
    cem: `a${-tenYears} b-5`,
  })
  const early = { between: { from: second(-tenYears), to: second(1 - tenYears) } }
  const asked = { steps: steps('a', 'b'), range: early, windowSeconds: tenYears }
  for (const order of ['ORDERED', 'STRICT', 'UNORDERED'] as const)
    expect(await usersOf(long, { ...asked, order })).toEqual([3, 2])
  expect(await usersOf(long, { ...asked, windowSeconds: tenYears - 2 })).toEqual([3, 1])
})

test('a saved funnel keeps every option, and one saved before they existed has their defaults', async () => {
  const saved = await projectWith(app, 'saved-options', { ann: 'a5 b5 a5', bob: 'a0 x1 b2' })
  const funnel: FunnelInput = {
    steps: [{ event: 'a', firstTime: true, firstTimeOf: 'MATCH' }, ...steps('b', 'a')],
    range: firstDay,
    ties: 'ANY_ORDER',
    exclusions: [{ event: 'x', action: 'DROP_ATTEMPT' }],
    breakdown: { by: [{ property: 'plan' }, { dimension: 'CHANNEL' }], first: 3 },
    windowSeconds: 300_000_000,
  }
  const { createFunnel } = await saved.answer<{ createFunnel: { funnel: { id: string; input: object } } }>(
    `mutation ($input: CreateFunnelInput!) {
      createFunnel(input: $input) { funnel { id input } userErrors { code field } }
    }`,
    { input: { name: 'rich', funnel } },
  )
  expect(createFunnel).toMatchObject({ funnel: { input: funnel }, userErrors: [] })
  const { id } = createFunnel.funnel
  const answered = async () => {
    const query = 'query ($id: ID!) { funnel(id: $id) { steps { users } breakdown { values } } }'
    const { funnel } = await saved.answer<{ funnel: Funnel }>(query, { id })
    return funnel
  }
  expect(await answered()).toEqual({
    steps: [{ users: 1 }, { users: 1 }, { users: 1 }],
    breakdown: [{ values: [null, null] }],
  })
  await app.services.database.pool.query('update definitions set content = $2 where id = $1', [
    id,
    JSON.stringify({
      steps: steps('a', 'b', 'a').map(step => ({ ...step, firstTime: false })),
      range: firstDay,
      windowSeconds: 86_400,
      breakdown: { property: 'plan', attribution: 'FIRST_STEP' },
    }),
  ])
  expect(await answered()).toEqual({
    steps: [{ users: 2 }, { users: 2 }, { users: 0 }],
    breakdown: [{ values: [null] }],
  })
})
