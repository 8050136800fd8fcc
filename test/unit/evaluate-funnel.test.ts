import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { earliestChain } from '../support/evaluate/chains.ts'
import type { Event } from '../support/evaluate/event.ts'
import { type FunnelQuestion, funnel } from '../support/evaluate/funnel.ts'

const SECOND = 1000
const NONE = { users: 0, medianSeconds: null, averageSeconds: null, p90Seconds: null }

describe('who gets how far', () => {
  test('steps in order convert, steps in the wrong order do not', () => {
    const answer = ask({ ann: 'A0 B5 C9', bob: 'A0 C5 B9', eve: 'B0 A5' }, ['A', 'B', 'C'])
    expect(depths(answer)).toEqual({ ann: 3, bob: 2, eve: 1 })
    expect(answer.steps).toEqual([
      { ...NONE, users: 3 },
      { users: 2, medianSeconds: 7, averageSeconds: 7, p90Seconds: 8.6 },
      { users: 1, medianSeconds: 4, averageSeconds: 4, p90Seconds: 4 },
    ])
  })

  test('a user without the first step is nobody, and other events between steps do not matter', () => {
    const answer = ask({ ann: 'A0 X1 B5', bob: 'B0 C1' }, ['A', 'B'])
    expect(depths(answer)).toEqual({ ann: 2 })
  })

  test('events that name nobody never make a user', () => {
    const events = [{ user: null, name: 'A', at: 0, position: 0 }]
    expect(funnel(events, question(['A', 'B']), 0)).toEqual({
      steps: [NONE, NONE],
      openAttempts: 0,
      users: new Map(),
    })
  })

  test('a step may be any of several events', () => {
    expect(depths(ask({ ann: 'A0 C5', bob: 'A0 B5', eve: 'A0 D5' }, ['A', ['B', 'C']]))).toEqual({
      ann: 2,
      bob: 2,
      eve: 1,
    })
  })

  test('one event never serves two steps: A then A needs two', () => {
    expect(depths(ask({ ann: 'A0', bob: 'A0 A5' }, ['A', 'A']))).toEqual({ ann: 1, bob: 2 })
    expect(depths(ask({ ann: 'A0', bob: 'A0 A0' }, ['A', 'A', 'A']))).toEqual({ ann: 1, bob: 2 })
  })

  test('greed for an early step does not cost a later one that the same event could serve', () => {
    // B or C at 5, B at 6: step 2 takes the first, step 3 the second; then the other way about.
    expect(depths(ask({ ann: 'A0 B5 C6', bob: 'A0 C5 B6' }, ['A', ['B', 'C'], ['B', 'C']]))).toEqual({
      ann: 3,
      bob: 3,
    })
  })
})

describe('simultaneous events', () => {
  test('different steps of one instant convert in funnel order, whatever their order in the log', () => {
    expect(depths(ask({ ann: 'C5 B5 A5' }, ['A', 'B', 'C']))).toEqual({ ann: 3 })
  })

  test('two equal events of one instant are two events', () => {
    expect(depths(ask({ ann: 'A5 A5' }, ['A', 'A']))).toEqual({ ann: 2 })
  })

  test('an event that matches two steps stands where the lower one stands', () => {
    // Both A come before B, so no A is left for step 3; a millisecond later it is.
    expect(depths(ask({ ann: 'A5 B5 A5', bob: 'A5 B5 A5.001' }, ['A', 'B', 'A']))).toEqual({ ann: 2, bob: 3 })
  })

  test('among equals the place in the log decides', () => {
    // X serves step 1 or 2 and A only step 1, so X converts only when it was written after A.
    expect(depths(ask({ ann: 'A5 X5', bob: 'X5 A5' }, [['A', 'X'], 'X']))).toEqual({ ann: 2, bob: 1 })
  })
})

describe('the window', () => {
  test('includes its last millisecond and not the one after', () => {
    const events = { ann: 'A0 B60', bob: 'A0 B60.001' }
    expect(depths(ask(events, ['A', 'B'], { windowSeconds: 60 }))).toEqual({ ann: 2, bob: 1 })
  })

  test('runs from the first step, not from the previous one', () => {
    expect(depths(ask({ ann: 'A0 B40 C80' }, ['A', 'B', 'C'], { windowSeconds: 60 }))).toEqual({ ann: 2 })
  })

  test('BEST: a later start rescues what the first one could not finish', () => {
    const events = { ann: 'A0 A50 B100' }
    expect(depths(ask(events, ['A', 'B'], { windowSeconds: 60 }))).toEqual({ ann: 2 })
    expect(depths(ask(events, ['A', 'B'], { windowSeconds: 60, attempt: 'FIRST' }))).toEqual({ ann: 1 })
  })

  test('BEST: an earlier start that got further beats a later one', () => {
    const answer = ask({ ann: 'A0 B10 A50' }, ['A', 'B', 'C'], { windowSeconds: 60 })
    expect(answer.users.get('ann')).toEqual({ depth: 2, times: [0, 10_000] })
  })
})

describe('the range', () => {
  const range = { from: 100 * SECOND, to: 200 * SECOND }

  test('an attempt starts from its first millisecond on, and not at its end', () => {
    const events = { ann: 'A100', bob: 'A99.999', eve: 'A199.999', joe: 'A200' }
    expect(depths(ask(events, ['A', 'B'], range))).toEqual({ ann: 1, eve: 1 })
  })

  test('ENTRY lets later steps fall after the range, CLIP does not', () => {
    const events = { ann: 'A150 B200', bob: 'A150 B199.999' }
    expect(depths(ask(events, ['A', 'B'], range))).toEqual({ ann: 2, bob: 2 })
    expect(depths(ask(events, ['A', 'B'], { ...range, rangeMode: 'CLIP' }))).toEqual({ ann: 1, bob: 2 })
  })

  test('FIRST is the first entry in the range, not the first ever', () => {
    const events = { ann: 'A90 A110 B160' }
    const answer = ask(events, ['A', 'B'], { ...range, windowSeconds: 60, attempt: 'FIRST' })
    expect(answer.users.get('ann')).toEqual({ depth: 2, times: [110_000, 160_000] })
  })
})

describe('the times', () => {
  test('come from the earliest completion, and of its attempts from the latest entry', () => {
    // The second A enters latest before the first B; the second pair is faster and comes too late.
    const answer = ask({ ann: 'A0 A6 B10 A20 B21' }, ['A', 'B'])
    expect(answer.users.get('ann')).toEqual({ depth: 2, times: [6_000, 10_000] })
  })

  test('a step in between is served by its earliest event after the previous step', () => {
    const answer = ask({ ann: 'A0 B2 B5 C9' }, ['A', 'B', 'C'])
    expect(answer.users.get('ann')).toEqual({ depth: 3, times: [0, 2_000, 9_000] })
  })

  test('the latest entry brings its own middle step along', () => {
    const answer = ask({ ann: 'A0 B2 A3 B5 C9' }, ['A', 'B', 'C'])
    expect(answer.users.get('ann')).toEqual({ depth: 3, times: [3_000, 5_000, 9_000] })
  })

  test('of the deepest step only: a quick start that ends early lends no times', () => {
    const answer = ask({ ann: 'A0 B1 A100 B130 C140' }, ['A', 'B', 'C'], { windowSeconds: 60 })
    expect(answer.users.get('ann')).toEqual({ depth: 3, times: [100_000, 130_000, 140_000] })
    expect(answer.steps[1]).toEqual({ users: 1, medianSeconds: 30, averageSeconds: 30, p90Seconds: 30 })
  })

  test('FIRST: come from that attempt even when another was as deep', () => {
    const answer = ask({ ann: 'A0 A6 B10' }, ['A', 'B'], { attempt: 'FIRST' })
    expect(answer.users.get('ann')).toEqual({ depth: 2, times: [0, 10_000] })
  })

  test('median and p90 lie on the line between neighbours', () => {
    const answer = ask({ ann: 'A0 B1', bob: 'A0 B2', eve: 'A0 B4', joe: 'A0 B9.5' }, ['A', 'B'])
    // Sorted 1, 2, 4, 9.5: half way between 2 and 4; p90 at place 2.7, so 4 + 0.7 × 5.5.
    expect(answer.steps[1]).toEqual({
      users: 4,
      medianSeconds: 3,
      averageSeconds: 4.125,
      p90Seconds: expect.closeTo(7.85, 9),
    })
  })
})

describe('open attempts', () => {
  test('are of users who did not complete and whose latest window still runs', () => {
    const events = { ann: 'A0 B5', bob: 'A0', eve: 'A0 A30', joe: 'A30 B31' }
    const open = (asOf: number) => ask(events, ['A', 'B', 'C'], { windowSeconds: 60 }, asOf).openAttempts
    expect(open(59.999)).toBe(4)
    expect(open(60)).toBe(2)
    expect(open(90)).toBe(0)
    expect(ask({ ann: 'A0 B5' }, ['A', 'B'], { windowSeconds: 60 }, 10).openAttempts).toBe(0)
  })

  test('FIRST asks the first attempt only', () => {
    const options = { windowSeconds: 60, attempt: 'FIRST' } as const
    expect(ask({ eve: 'A0 A30' }, ['A', 'B'], options, 70).openAttempts).toBe(0)
  })
})

test('trying only the earliest chain answers as trying every chain does', () => {
  const event = fc.record({
    user: fc.constantFrom('ann', 'bob'),
    name: fc.constantFrom(...'ABCX'),
    at: fc.nat(20),
  })
  const step = fc.subarray(['A', 'B', 'C'], { minLength: 1 }).map(event => ({ event }))
  const asked = fc.record<FunnelQuestion>({
    steps: fc.array(step, { minLength: 2, maxLength: 4 }),
    from: fc.nat(5),
    to: fc.integer({ min: 6, max: 22 }),
    windowSeconds: fc.integer({ min: 1, max: 20 }).map(ms => ms / SECOND),
    attempt: fc.constantFrom('BEST', 'FIRST'),
    rangeMode: fc.constantFrom('ENTRY', 'CLIP'),
  })
  fc.assert(
    fc.property(fc.array(event, { maxLength: 20 }), asked, (drawn, question) => {
      const events = drawn.map((event, position) => ({ ...event, position }))
      expect(funnel(events, question, 15, earliestChain)).toEqual(funnel(events, question, 15))
    }),
    { numRuns: 500 },
  )
})

/** `{ ann: 'A0 B5.5' }`: ann did A at second 0 and B at 5.5; the log has the events as they are written here. */
function events(stories: Record<string, string>): Event[] {
  const written = Object.entries(stories).flatMap(([user, story]) =>
    story.split(' ').map(word => ({ user, name: word[0]!, at: Math.round(Number(word.slice(1)) * SECOND) })),
  )
  return written.map((event, position) => ({ ...event, position }))
}

function question(steps: (string | string[])[], options: Partial<FunnelQuestion> = {}): FunnelQuestion {
  const defaults = {
    from: 0,
    to: 1_000 * SECOND,
    windowSeconds: 3_600,
    attempt: 'BEST',
    rangeMode: 'ENTRY',
  } as const
  return { steps: steps.map(event => ({ event })), ...defaults, ...options }
}

function ask(
  stories: Record<string, string>,
  steps: (string | string[])[],
  options: Partial<FunnelQuestion> = {},
  asOfSecond = 1e6,
) {
  return funnel(events(stories), question(steps, options), asOfSecond * SECOND)
}

function depths({ users }: ReturnType<typeof funnel>) {
  return Object.fromEntries([...users].map(([user, { depth }]) => [user, depth]))
}
