import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firstDay, steps, usersOf } from '../../support/ask-funnel.ts'
import { daysAgo } from '../../support/midday-zone.ts'
import { moments, second } from '../../support/moments.ts'
import { projectWith } from '../../support/project-with.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { FunnelBoundsDocument, FunnelDocument, type FunnelInput } from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

async function funnelOf({ answer }: Story, input: FunnelInput) {
  return (await answer(FunnelDocument, { input: { range: firstDay, ...input } })).funnel
}

describe('the whole answer', () => {
  test('counts the users at each step, the users lost, and the times between steps', async () => {
    const signups = await projectWith(app, 'signups', {
      ann: 'signup0 chat60 pay180',
      bob: 'signup0 chat120',
      cem: 'signup0 other5',
      dan: 'chat0 pay5',
    })
    const question = {
      name: 'first payment',
      steps: [{ name: 'Signs up', event: 'signup' }, { event: 'chat' }, { event: 'pay' }],
    }
    expect(await funnelOf(signups, question)).toEqual({
      name: 'first payment',
      totalUsers: 3,
      completionRate: 1 / 3,
      openAttempts: 0,
      steps: [
        {
          name: 'Signs up',
          event: 'signup',
          users: 3,
          rateFromFirst: 1,
          rateFromPrevious: 1,
          dropOff: 0,
          medianSeconds: null,
          averageSeconds: null,
          p90Seconds: null,
        },
        {
          name: 'chat',
          event: 'chat',
          users: 2,
          rateFromFirst: 2 / 3,
          rateFromPrevious: 2 / 3,
          dropOff: 1,
          medianSeconds: 90,
          averageSeconds: 90,
          // Nine tenths of the way from 60 to 120.
          p90Seconds: 114,
        },
        {
          name: 'pay',
          event: 'pay',
          users: 1,
          rateFromFirst: 1 / 3,
          rateFromPrevious: 1 / 2,
          dropOff: 1,
          medianSeconds: 120,
          averageSeconds: 120,
          p90Seconds: 120,
        },
      ],
      meta: { watermark: expect.any(String) },
    })

    // Wilson's interval for 3 of 3, 2 of 3 and 1 of 2 with z = 1.96, computed outside this program.
    const { funnel } = await signups.answer(FunnelBoundsDocument, { input: { ...question, range: firstDay } })
    const near = (value: number) => expect.closeTo(value, 9)
    expect(funnel.steps.map(step => step.rateFromPreviousBounds)).toEqual([
      { low: near(0.438502968), high: 1 },
      { low: near(0.207659601), high: near(0.938508055) },
      { low: near(0.094531206), high: near(0.905468794) },
    ])
    expect(funnel.meta.isComplete).toBe(true)
  })

  test('has no rate if no user entered', async () => {
    const empty = await projectWith(app, 'nobody', { ann: 'b0 c5' })
    const nobody = { users: 0, rateFromFirst: null, rateFromPrevious: null, dropOff: 0 }
    const noTimes = { medianSeconds: null, averageSeconds: null, p90Seconds: null }
    expect(await funnelOf(empty, { steps: steps('a', 'b', 'c') })).toEqual({
      name: null,
      totalUsers: 0,
      completionRate: null,
      openAttempts: 0,
      steps: ['a', 'b', 'c'].map(event => ({ name: event, event, ...nobody, ...noTimes })),
      meta: { watermark: expect.any(String) },
    })
    const { funnel } = await empty.answer(FunnelBoundsDocument, {
      input: { range: firstDay, steps: steps('a', 'b') },
    })
    expect(funnel.steps.map(step => step.rateFromPreviousBounds)).toEqual([null, null])
  })

  test('takes the median of the times: the second of three, halfway between the middle two of four', async () => {
    const times = await projectWith(app, 'times', { a: 'x0 y1', b: 'x0 y2', c: 'x0 y10' })
    expect((await funnelOf(times, { steps: steps('x', 'y') })).steps[1]).toMatchObject({
      medianSeconds: 2,
      averageSeconds: 13 / 3,
      // Eight tenths of the way from 2 to 10.
      p90Seconds: expect.closeTo(8.4, 9),
    })
    await times.happened(moments({ d: 'x0 y4.5' }))
    expect((await funnelOf(times, { steps: steps('x', 'y') })).steps[1]).toMatchObject({
      medianSeconds: 3.25,
      averageSeconds: 4.375,
    })
  })
})

describe('the order of steps', () => {
  test('counts a user once per step even if they repeat it, and ignores other events in between', async () => {
    const repeated = await projectWith(app, 'repeated', {
      ann: 'a0 a1 x2 b3 b4 a5 c6',
      bob: 'a0 c1 b2',
      eve: 'b0 a1',
    })
    expect(await usersOf(repeated, { steps: steps('a', 'b', 'c') })).toEqual([3, 2, 1])
  })

  test('is by time, not by the order of sending', async () => {
    expect(
      await usersOf(await projectWith(app, 'late', { ann: 'b9 a5', bob: 'b5 a9' }), {
        steps: steps('a', 'b'),
      }),
    ).toEqual([2, 1])
  })

  test('needs two events for A → A', async () => {
    const twice = await projectWith(app, 'twice', { ann: 'a0', bob: 'a0 a5', cem: 'a0 a0 a0' })
    expect(await usersOf(twice, { steps: steps('a', 'a') })).toEqual([3, 2])
    expect(await usersOf(twice, { steps: steps('a', 'a', 'a') })).toEqual([3, 2, 1])
  })

  test('needs a second A for A → B → A', async () => {
    const back = await projectWith(app, 'back', { ann: 'a0 b5', bob: 'a0 b5 a6', cem: 'a0 a1 b5' })
    expect(await usersOf(back, { steps: steps('a', 'b', 'a') })).toEqual([3, 3, 1])
  })

  test("at one instant is the funnel's, whatever the order in the log", async () => {
    const tied = await projectWith(app, 'tied', { ann: 'c5 b5 a5', bob: 'b5 c5 a5', cem: 'a5.001 b5' })
    const answer = await funnelOf(tied, { steps: steps('a', 'b', 'c') })
    expect(answer.steps.map(({ users }) => users)).toEqual([3, 2, 2])
    expect(answer.steps[2]).toMatchObject({ medianSeconds: 0, averageSeconds: 0, p90Seconds: 0 })
  })

  test('at one instant puts an event that matches two steps at the lower step', async () => {
    // Both A of ann come before B, so none is left for step 3; bob's second A comes a millisecond later.
    const lower = await projectWith(app, 'lower', { ann: 'a5 b5 a5', bob: 'a5 b5 a5.001' })
    expect(await usersOf(lower, { steps: steps('a', 'b', 'a') })).toEqual([2, 2, 1])
  })

  test('holds for 20 steps', async () => {
    const names = 'abcdefghijklmnopqrst'.split('')
    const long = await projectWith(app, 'long', {
      ann: names.map((name, i) => `${name}${i}`).join(' '),
      bob: names
        .map(name => `${name}7`)
        .reverse()
        .join(' '),
      cem: names
        .slice(0, 19)
        .map((name, i) => `${name}${i}`)
        .join(' '),
    })
    expect(await usersOf(long, { steps: steps(...names) })).toEqual([...Array(19).fill(3), 2])
  })

  test('is separate for each user: events without a user are in no funnel', async () => {
    const alone = await projectWith(app, 'alone', { ann: 'a0', bob: 'b5' })
    await alone.happened([
      { name: 'a', timestamp: second(1) },
      { name: 'b', timestamp: second(2) },
    ])
    expect(await usersOf(alone, { steps: steps('a', 'b') })).toEqual([1, 0])
  })
})

describe('the window', () => {
  test('includes its last millisecond and not the next one', async () => {
    const edge = await projectWith(app, 'edge', { ann: 'a0 b60', bob: 'a0 b60.001' })
    expect(await usersOf(edge, { steps: steps('a', 'b'), windowSeconds: 60 })).toEqual([2, 1])
  })

  test('runs from the first step, not from the previous one', async () => {
    const steady = await projectWith(app, 'steady', { ann: 'a0 b40 c80' })
    expect(await usersOf(steady, { steps: steps('a', 'b', 'c'), windowSeconds: 79 })).toEqual([1, 1, 0])
    expect(await usersOf(steady, { steps: steps('a', 'b', 'c'), windowSeconds: 80 })).toEqual([1, 1, 1])
  })

  test('is 14 days by default', async () => {
    const days = (count: number) => count * 86_400
    const fortnight = await projectWith(app, 'fortnight', {
      ann: `a0 b${days(14)}`,
      bob: `a0 b${days(14)}.001`,
    })
    expect(await usersOf(fortnight, { steps: steps('a', 'b') })).toEqual([2, 1])
  })

  test('may be a second or 366 days', async () => {
    const year = await projectWith(app, 'year', { ann: `a0 b${366 * 86_400}`, bob: 'a0 b1' })
    expect(await usersOf(year, { steps: steps('a', 'b'), windowSeconds: 366 * 86_400 })).toEqual([2, 2])
    expect(await usersOf(year, { steps: steps('a', 'b'), windowSeconds: 1 })).toEqual([2, 1])
  })
})

describe('attempts', () => {
  test('the best one counts, or only the first if the question says so', async () => {
    const second = await projectWith(app, 'second-try', { ann: 'a0 a100 b105', bob: 'a0 b5 a100' })
    const question = { steps: steps('a', 'b'), windowSeconds: 10 }
    expect(await usersOf(second, question)).toEqual([2, 2])
    expect(await usersOf(second, { ...question, attempt: 'FIRST' })).toEqual([2, 1])
  })

  test('a later start does not undo an earlier attempt', async () => {
    const undone = await projectWith(app, 'undone', { ann: 'a0 b5 c6 a7', bob: 'a0 b5 a6 c8' })
    expect(await usersOf(undone, { steps: steps('a', 'b', 'c'), windowSeconds: 10 })).toEqual([2, 2, 2])
  })

  test('times come from the latest entry that reaches the deepest step first', async () => {
    // ann: both entries at 0 and 4 reach b at 5. bob: the first b counts, the b at 95 is a second attempt.
    const timed = await projectWith(app, 'timed', { ann: 'a0 a4 b5', bob: 'a0 b3 a90 b95' })
    const [, best] = (await funnelOf(timed, { steps: steps('a', 'b') })).steps
    expect(best).toMatchObject({ users: 2, medianSeconds: 2, averageSeconds: 2 })
    const [, first] = (await funnelOf(timed, { steps: steps('a', 'b'), attempt: 'FIRST' })).steps
    expect(first).toMatchObject({ users: 2, medianSeconds: 4, averageSeconds: 4 })
  })

  test('the later entry in the log counts for entries at one instant', async () => {
    const twins = await projectWith(app, 'twins', { ann: 'a0 a0 a4 b5' })
    const { steps: reached } = await funnelOf(twins, { steps: steps('a', 'a', 'b') })
    expect(reached.map(({ medianSeconds }) => medianSeconds)).toEqual([null, 4, 1])
  })

  test('an attempt is open if it can still continue, but not if it ended or completed', async () => {
    const { answer, happened } = story(app, 'open')
    const hours = (count: number) => daysAgo(count / 24).toISOString()
    await happened([
      { userId: 'waits', name: 'a', timestamp: hours(1) },
      { userId: 'paid', name: 'a', timestamp: hours(1) },
      { userId: 'paid', name: 'b', timestamp: hours(0.5) },
      { userId: 'late', name: 'a', timestamp: hours(49) },
      { userId: 'again', name: 'a', timestamp: hours(49) },
      { userId: 'again', name: 'a', timestamp: hours(47) },
    ])
    const input = { steps: steps('a', 'b'), windowSeconds: 48 * 3_600 }
    const { funnel } = await answer(FunnelDocument, { input })
    expect(funnel).toMatchObject({ totalUsers: 4, openAttempts: 2, completionRate: 1 / 4 })
    const { funnel: first } = await answer(FunnelDocument, { input: { ...input, attempt: 'FIRST' } })
    expect(first).toMatchObject({ totalUsers: 4, openAttempts: 1 })
  })
})

describe('the range', () => {
  const narrow = { between: { from: second(10), to: second(20) } }

  test('limits entries, and later steps may follow it; with CLIP they may not', async () => {
    const clipped = await projectWith(app, 'clipped', { ann: 'a19 b20', bob: 'a10 b19.999' })
    expect(await usersOf(clipped, { steps: steps('a', 'b'), range: narrow })).toEqual([2, 2])
    expect(await usersOf(clipped, { steps: steps('a', 'b'), range: narrow, rangeMode: 'CLIP' })).toEqual([
      2, 1,
    ])
  })

  test('includes its first millisecond but not its end', async () => {
    const edge = await projectWith(app, 'half-open', {
      ann: 'a9.999 b15',
      bob: 'a10 b15',
      cem: 'a19.999',
      dan: 'a20 b21',
    })
    expect(await usersOf(edge, { steps: steps('a', 'b'), range: narrow })).toEqual([2, 1])
  })

  test('makes its first attempt the first one', async () => {
    const before = await projectWith(app, 'before', { ann: 'a5 a12 b14' })
    const [, reached] = (await funnelOf(before, { steps: steps('a', 'b'), range: narrow, attempt: 'FIRST' }))
      .steps
    expect(reached).toMatchObject({ users: 1, medianSeconds: 2 })
  })

  test('is the last 30 days by default', async () => {
    const { answer, happened } = story(app, 'month')
    await happened([
      { userId: 'ann', name: 'a', timestamp: daysAgo(28.9).toISOString() },
      { userId: 'bob', name: 'a', timestamp: daysAgo(31).toISOString() },
      { userId: 'cem', name: 'a' },
    ])
    const { funnel } = await answer(FunnelDocument, { input: { steps: steps('a', 'b') } })
    expect(funnel.totalUsers).toBe(2)
  })

  test('may start at the first valid instant', async () => {
    const { happened, ...project } = story(app, 'epoch')
    await happened([
      { userId: 'ann', name: 'a', timestamp: '1970-01-01T00:00:00Z' },
      { userId: 'ann', name: 'b', timestamp: '1970-01-01T00:00:05Z' },
    ])
    const since = { between: { from: '1970-01-01T00:00:00Z', to: '2000-01-01T00:00:00Z' } }
    expect(await usersOf({ happened, ...project }, { steps: steps('a', 'b'), range: since })).toEqual([1, 1])
  })

  test('may end after any possible time', async () => {
    const far = await projectWith(app, 'far', { ann: 'a0 b5' })
    const ever = { between: { from: '1900-01-01T00:00:00Z', to: '9999-12-31T23:59:59Z' } }
    expect(await usersOf(far, { steps: steps('a', 'b'), range: ever })).toEqual([1, 1])
  })
})

test('a step may have any name', async () => {
  const names = ["it's", 'tab\there', 'back\\slash', '日本語 🎉', '{p1:String}']
  const { happened, ...project } = story(app, 'names')
  await happened(names.map((name, i) => ({ userId: 'ann', name, timestamp: second(i) })))
  expect(await usersOf({ happened, ...project }, { steps: steps(...names) })).toEqual([1, 1, 1, 1, 1])
})

describe('a funnel is refused', () => {
  const few = { reason: 'INVALID_STEPS', field: 'steps' }
  const window = { reason: 'INVALID_WINDOW', field: 'windowSeconds' }

  test.each<[string, FunnelInput, { reason: string; field: string }]>([
    ['no step', { steps: [] }, few],
    ['21 steps', { steps: steps(...'abcdefghijklmnopqrstu') }, few],
    ['a step of no event', { steps: steps('a', ' ') }, { ...few, field: 'steps.event' }],
    ['a window of 0 seconds', { steps: steps('a', 'b'), windowSeconds: 0 }, window],
    ['a negative window', { steps: steps('a', 'b'), windowSeconds: -60 }, window],
    ['a window of 3,654 days', { steps: steps('a', 'b'), windowSeconds: 3_654 * 86_400 }, window],
    [
      'a range that ends before it begins',
      { steps: steps('a', 'b'), range: { between: { from: second(1), to: second(0) } } },
      { reason: 'INVALID_RANGE', field: 'range' },
    ],
    [
      'an unknown zone',
      { steps: steps('a', 'b'), timeZone: '+05:00' },
      { reason: 'INVALID_TIME_ZONE', field: 'timeZone' },
    ],
  ])('with %s', async (_, input, refused) => {
    expect(await story(app, 'refused').refusal(FunnelDocument, { input })).toEqual({
      code: 'BAD_USER_INPUT',
      ...refused,
    })
  })
})
