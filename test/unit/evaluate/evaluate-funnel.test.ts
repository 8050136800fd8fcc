import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { earliestChain } from '../../support/evaluate/chains.ts'
import type { Event } from '../../support/evaluate/event.ts'
import { type FunnelQuestion, funnel } from '../../support/evaluate/funnel.ts'

const SECOND = 1000
const NONE = { users: 0, medianSeconds: null, averageSeconds: null, p90Seconds: null }

describe('the depth of a user', () => {
  test('counts steps in order, not steps in the wrong order', () => {
    const answer = ask({ ann: 'A0 B5 C9', bob: 'A0 C5 B9', eve: 'B0 A5' }, ['A', 'B', 'C'])
    expect(depths(answer)).toEqual({ ann: 3, bob: 2, eve: 1 })
    expect(answer.steps).toEqual([
      { ...NONE, users: 3 },
      { users: 2, medianSeconds: 7, averageSeconds: 7, p90Seconds: 8.6 },
      { users: 1, medianSeconds: 4, averageSeconds: 4, p90Seconds: 4 },
    ])
  })

  test('needs the first step, and ignores other events between steps', () => {
    const answer = ask({ ann: 'A0 X1 B5', bob: 'B0 C1' }, ['A', 'B'])
    expect(depths(answer)).toEqual({ ann: 2 })
  })

  test('is not defined for events without a user', () => {
    const events = [{ user: null, name: 'A', at: 0, position: 0 }]
    expect(funnel(events, question(['A', 'B']), 0)).toEqual({
      steps: [NONE, NONE],
      openAttempts: 0,
      users: new Map(),
    })
  })

  test('counts any of the alternatives of a step', () => {
    expect(depths(ask({ ann: 'A0 C5', bob: 'A0 B5', eve: 'A0 D5' }, ['A', ['B', 'C']]))).toEqual({
      ann: 2,
      bob: 2,
      eve: 1,
    })
  })

  test('counts one event for one step only: A then A needs two events', () => {
    expect(depths(ask({ ann: 'A0', bob: 'A0 A5' }, ['A', 'A']))).toEqual({ ann: 1, bob: 2 })
    expect(depths(ask({ ann: 'A0', bob: 'A0 A0' }, ['A', 'A', 'A']))).toEqual({ ann: 1, bob: 2 })
  })

  test('is the greatest possible, even if an early step could take the event of a later one', () => {
    // B or C at 5, B at 6: step 2 takes the first event, step 3 the second; and the other way round.
    expect(depths(ask({ ann: 'A0 B5 C6', bob: 'A0 C5 B6' }, ['A', ['B', 'C'], ['B', 'C']]))).toEqual({
      ann: 3,
      bob: 3,
    })
  })
})

describe('simultaneous events', () => {
  test('of different steps at one instant convert in funnel order, in any log order', () => {
    expect(depths(ask({ ann: 'C5 B5 A5' }, ['A', 'B', 'C']))).toEqual({ ann: 3 })
  })

  test('that are equal are two events', () => {
    expect(depths(ask({ ann: 'A5 A5' }, ['A', 'A']))).toEqual({ ann: 2 })
  })

  test('that match two steps sort by the lower step', () => {
    // Both A come before B, so no A is left for step 3; with an A a millisecond later, one is left.
    expect(depths(ask({ ann: 'A5 B5 A5', bob: 'A5 B5 A5.001' }, ['A', 'B', 'A']))).toEqual({ ann: 2, bob: 3 })
  })

  test('that match the same lowest step sort by log position', () => {
    // X serves step 1 or 2, and A only step 1, so X converts only if X was written after A.
    expect(depths(ask({ ann: 'A5 X5', bob: 'X5 A5' }, [['A', 'X'], 'X']))).toEqual({ ann: 2, bob: 1 })
  })
})

describe('the window', () => {
  test('includes its last millisecond, but not the next one', () => {
    const events = { ann: 'A0 B60', bob: 'A0 B60.001' }
    expect(depths(ask(events, ['A', 'B'], { windowSeconds: 60 }))).toEqual({ ann: 2, bob: 1 })
  })

  test('runs from the first step, not from the previous one', () => {
    expect(depths(ask({ ann: 'A0 B40 C80' }, ['A', 'B', 'C'], { windowSeconds: 60 }))).toEqual({ ann: 2 })
  })

  test('BEST: a later start completes after an earlier start failed', () => {
    const events = { ann: 'A0 A50 B100' }
    expect(depths(ask(events, ['A', 'B'], { windowSeconds: 60 }))).toEqual({ ann: 2 })
    expect(depths(ask(events, ['A', 'B'], { windowSeconds: 60, attempt: 'FIRST' }))).toEqual({ ann: 1 })
  })

  test('BEST: an earlier start that reached a deeper step wins over a later one', () => {
    const answer = ask({ ann: 'A0 B10 A50' }, ['A', 'B', 'C'], { windowSeconds: 60 })
    expect(answer.users.get('ann')).toEqual({ depth: 2, times: [0, 10_000] })
  })
})

describe('the range', () => {
  const range = { from: 100 * SECOND, to: 200 * SECOND }

  test('lets an attempt start from its first millisecond on, and not at its end', () => {
    const events = { ann: 'A100', bob: 'A99.999', eve: 'A199.999', joe: 'A200' }
    expect(depths(ask(events, ['A', 'B'], range))).toEqual({ ann: 1, eve: 1 })
  })

  test('ENTRY accepts later steps after the range, CLIP does not', () => {
    const events = { ann: 'A150 B200', bob: 'A150 B199.999' }
    expect(depths(ask(events, ['A', 'B'], range))).toEqual({ ann: 2, bob: 2 })
    expect(depths(ask(events, ['A', 'B'], { ...range, rangeMode: 'CLIP' }))).toEqual({ ann: 1, bob: 2 })
  })

  test('FIRST is the first entry in the range, not the first one ever', () => {
    const events = { ann: 'A90 A110 B160' }
    const answer = ask(events, ['A', 'B'], { ...range, windowSeconds: 60, attempt: 'FIRST' })
    expect(answer.users.get('ann')).toEqual({ depth: 2, times: [110_000, 160_000] })
  })
})

describe('the times of steps', () => {
  test('come from the earliest completion, and among its attempts from the latest entry', () => {
    // The second A enters latest before the first B; the second pair is faster but too late.
    const answer = ask({ ann: 'A0 A6 B10 A20 B21' }, ['A', 'B'])
    expect(answer.users.get('ann')).toEqual({ depth: 2, times: [6_000, 10_000] })
  })

  test('of a middle step is its earliest event after the previous step', () => {
    const answer = ask({ ann: 'A0 B2 B5 C9' }, ['A', 'B', 'C'])
    expect(answer.users.get('ann')).toEqual({ depth: 3, times: [0, 2_000, 9_000] })
  })

  test('of a middle step belongs to the latest entry', () => {
    const answer = ask({ ann: 'A0 B2 A3 B5 C9' }, ['A', 'B', 'C'])
    expect(answer.users.get('ann')).toEqual({ depth: 3, times: [3_000, 5_000, 9_000] })
  })

  test('come from the deepest attempt only: a quick attempt that ends early does not count', () => {
    const answer = ask({ ann: 'A0 B1 A100 B130 C140' }, ['A', 'B', 'C'], { windowSeconds: 60 })
    expect(answer.users.get('ann')).toEqual({ depth: 3, times: [100_000, 130_000, 140_000] })
    expect(answer.steps[1]).toEqual({ users: 1, medianSeconds: 30, averageSeconds: 30, p90Seconds: 30 })
  })

  test('FIRST: come from the first attempt even if another one was as deep', () => {
    const answer = ask({ ann: 'A0 A6 B10' }, ['A', 'B'], { attempt: 'FIRST' })
    expect(answer.users.get('ann')).toEqual({ depth: 2, times: [0, 10_000] })
  })

  test('have a median and a p90 by linear interpolation', () => {
    const answer = ask({ ann: 'A0 B1', bob: 'A0 B2', eve: 'A0 B4', joe: 'A0 B9.5' }, ['A', 'B'])
    // Sorted 1, 2, 4, 9.5: half way between 2 and 4; p90 at position 2.7, so 4 + 0.7 × 5.5.
    expect(answer.steps[1]).toEqual({
      users: 4,
      medianSeconds: 3,
      averageSeconds: 4.125,
      p90Seconds: expect.closeTo(7.85, 9),
    })
  })
})

describe('open attempts', () => {
  test('belong to users who did not complete and whose latest window is still running', () => {
    const events = { ann: 'A0 B5', bob: 'A0', eve: 'A0 A30', joe: 'A30 B31' }
    const open = (asOf: number) => ask(events, ['A', 'B', 'C'], { windowSeconds: 60 }, asOf).openAttempts
    expect(open(59.999)).toBe(4)
    expect(open(60)).toBe(2)
    expect(open(90)).toBe(0)
    expect(ask({ ann: 'A0 B5' }, ['A', 'B'], { windowSeconds: 60 }, 10).openAttempts).toBe(0)
  })

  test('FIRST checks only the first attempt', () => {
    const options = { windowSeconds: 60, attempt: 'FIRST' } as const
    expect(ask({ eve: 'A0 A30' }, ['A', 'B'], options, 70).openAttempts).toBe(0)
  })
})

test('the earliest chain gives the same answer as every chain', () => {
  const event = fc.record({
    user: fc.constantFrom('ann', 'bob'),
    name: fc.constantFrom(...'ABCX'),
    at: fc.nat(20),
  })
  const step = fc.subarray(['A', 'B', 'C'], { minLength: 1 }).map(event => ({ event }))
  const questions = fc.record<FunnelQuestion>({
    steps: fc.array(step, { minLength: 2, maxLength: 4 }),
    from: fc.nat(5),
    to: fc.integer({ min: 6, max: 22 }),
    windowSeconds: fc.integer({ min: 1, max: 20 }).map(ms => ms / SECOND),
    attempt: fc.constantFrom('BEST', 'FIRST'),
    rangeMode: fc.constantFrom('ENTRY', 'CLIP'),
  })
  fc.assert(
    fc.property(fc.array(event, { maxLength: 20 }), questions, (drawn, question) => {
      const events = drawn.map((event, position) => ({ ...event, position }))
      expect(funnel(events, question, 15, earliestChain)).toEqual(funnel(events, question, 15))
    }),
    { numRuns: 500 },
  )
})

/**
 * The events of `{ ann: 'A0 B5.5' }`: ann does A at second 0 and B at 5.5; the log has the events in the order written.
 */
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
