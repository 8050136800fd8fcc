import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FunnelInput } from '../e2e/operations.ts'
import type { Fact } from '../support/evaluate/fact.ts'
import { type FunnelAnswer, funnel } from '../support/evaluate/funnel.ts'
import { logStory } from '../support/log-story.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const histories = 500
const hour = 3_600_000

/** Few names and instants, so that repeats and ties are the rule. */
const step = fc.constantFrom('A', 'A', 'B', 'B', 'C')
const moment = fc.record({
  user: fc.constantFrom('ann', 'ann', 'bob', null),
  name: fc.oneof({ weight: 9, arbitrary: step }, { weight: 1, arbitrary: fc.constant('X') }),
  // Milliseconds after the story's beginning; the odd ones stand just beside the edges of windows and ranges.
  after: fc
    .tuple(fc.integer({ min: 0, max: 12 }), fc.constantFrom(0, 0, 0, 0, 1, 999))
    .map(([s, ms]) => s * 1_000 + ms),
})

const history = fc.record({
  moments: fc.array(moment, { minLength: 1, maxLength: 40, size: 'max' }),
  // Long ago; so that windows of an hour are ending just now; and still to come.
  beginning: fc.constantFrom(-3_000 * hour, -hour, hour),
  steps: fc.array(step, { minLength: 2, maxLength: 5, size: 'max' }),
  windowSeconds: fc.oneof(fc.integer({ min: 1, max: 14 }), fc.constantFrom(3_595, 3_600, 3_605, 86_400)),
  from: fc.integer({ min: -1, max: 6 }),
  seconds: fc.integer({ min: 3, max: 14 }),
  attempt: fc.constantFrom('BEST' as const, 'FIRST' as const),
  rangeMode: fc.constantFrom('ENTRY' as const, 'CLIP' as const),
})
type History = typeof history extends fc.Arbitrary<infer H> ? H : never

test(`${histories} random histories give the funnel that a walk over every attempt gives`, async () => {
  const seed = Date.now() % 2 ** 31
  const now = Math.floor(Date.now() / 1_000) * 1_000
  const drawn = fc
    .sample(history, { numRuns: histories, seed })
    .map((story, i) => ({ ...toStory(story, now), project: `h${i}` }))
  await logStory(
    app,
    drawn.flatMap(({ facts, project }) => facts.map(fact => ({ ...fact, project }))),
  )

  const seen = { depth: 0, open: 0, users: 0 }
  const compare = async ({ facts, input, project }: (typeof drawn)[number]) => {
    const { answered, asOf } = await ask(input, project)
    const expected = funnel(facts, questionOf(input), asOf)
    expect(answered, `seed ${seed}: ${JSON.stringify({ facts, input }, null, 1)}`).toEqual(toAnswer(expected))
    seen.depth = Math.max(seen.depth, ...[...expected.users.values()].map(({ depth }) => depth))
    seen.open += expected.openAttempts
    seen.users += expected.users.size
  }
  while (drawn.length) await Promise.all(drawn.splice(0, 10).map(compare))
  // The histories are worth something: users enter, get through all five steps, and are still under way.
  expect(seen.depth).toBe(5)
  expect(seen.users).toBeGreaterThan(histories / 2)
  expect(seen.open).toBeGreaterThan(histories / 20)
}, 180_000)

function toStory(
  { moments, beginning, steps, from, seconds, ...options }: History,
  now: number,
): { facts: Fact[]; input: FunnelInput } {
  const zero = now + beginning
  const facts = moments.map(({ user, name, after }, position) => ({ user, name, at: zero + after, position }))
  const range = { from: new Date(zero + from * 1_000), to: new Date(zero + (from + seconds) * 1_000) }
  return {
    facts,
    input: {
      ...options,
      steps: steps.map(event => ({ event })),
      range: { from: range.from.toISOString(), to: range.to.toISOString() },
    },
  }
}

const questionOf = ({ steps, range, windowSeconds, attempt, rangeMode }: FunnelInput) => ({
  steps,
  from: Date.parse(range!.from!),
  to: Date.parse(range!.to!),
  windowSeconds: windowSeconds!,
  attempt: attempt!,
  rangeMode: rangeMode!,
})

/** The answer, and the instant at which it was settled which attempts are open. */
async function ask(input: FunnelInput, project: string) {
  const query =
    'query ($input: FunnelInput!) { funnel(input: $input) { openAttempts meta { asOf } steps { users medianSeconds averageSeconds p90Seconds } } }'
  const { data, errors } = await app.ask<{ funnel: FunnelAnswer & { meta: { asOf: string } } }>(
    query,
    { input },
    app.token('admin', project),
  )
  expect(errors).toEqual([])
  const { openAttempts, steps, meta } = data!.funnel
  return { answered: { openAttempts, steps }, asOf: Date.parse(meta.asOf) }
}

/** Means and quantiles may differ in their last digits: the engines add in another order. */
function toAnswer({ openAttempts, steps }: FunnelAnswer) {
  const near = (seconds: number | null) => (seconds === null ? null : expect.closeTo(seconds, 9))
  return {
    openAttempts,
    steps: steps.map(({ users, medianSeconds, averageSeconds, p90Seconds }) => ({
      users,
      medianSeconds: near(medianSeconds),
      averageSeconds: near(averageSeconds),
      p90Seconds: near(p90Seconds),
    })),
  }
}
