import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventsOf } from '../../src/clickhouse/scope.ts'
import { instant, integer, joined, sql, texts } from '../../src/clickhouse/sql.ts'
import type { FunnelInput } from '../e2e/operations/operations.ts'
import { type FunnelAnswer, type FunnelQuestion, funnel, funnelByValue } from '../support/evaluate/funnel.ts'
import { withInherited } from '../support/evaluate/inherited.ts'
import { logStory } from '../support/log-story.ts'
import { type FunnelOptions, type FunnelStory, randomFunnel, users } from '../support/random/random-funnel.ts'
import { rounds, seed, within } from '../support/rounds.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let app: TestApp
const now = Math.floor(Date.now() / 1_000) * 1_000
const orders = ['ORDERED', 'STRICT', 'UNORDERED'] as const

/** The number of histories of users. */
const stories = rounds(1_000, 200) / users

const groups = {
  'steps in order': { orders: ['ORDERED'] },
  'strict steps': { orders: ['STRICT'] },
  'steps in any order': { orders: ['UNORDERED'] },
  exclusions: { orders: [...orders], hasExclusions: true },
  'sessions and conversations': { orders: [...orders], hasUnits: true },
  'alternatives, filters and first times': { orders: [...orders], hasMatches: true, hasExclusions: true },
  'breakdown values': { orders: [...orders], hasBreakdown: true },
  'the options of other products': {
    orders: [...orders],
    hasPreset: true,
    hasExclusions: true,
  },
} satisfies Record<string, FunnelOptions>

type Told = FunnelStory & { project: string }
const cases = Object.entries(groups).map(([title, options], group) => ({
  title,
  stories: fc
    .sample(randomFunnel(options, now), { numRuns: stories, seed: seed + group })
    .map((story, i): Told => ({ ...story, project: `g${group} ${i}` })),
}))

/** The same stories as with the options of other products. */
const asClickHouse = cases.at(-1)!.stories

beforeAll(async () => {
  app = await startTestApp()
  const all = cases.flatMap(({ stories }) => stories)
  await logStory(
    app,
    all.flatMap(({ events, project }) => events.map(event => ({ ...event, project }))),
  )
}, within(120_000))
afterAll(() => app.close())

describe(`${stories * users} random histories give the same funnels as a walk over every attempt`, () => {
  test.each(cases)(
    'for $title',
    async ({ title, stories }) => {
      const seen = { depth: 0, open: 0, users: 0 }
      const compare = async (story: Told) => {
        const { answer, asOf } = await ask(story)
        const expected = expectedOf(story, asOf)
        const why = `seed ${seed}, ${title}: ${JSON.stringify({ input: story.input, events: story.events }, null, 1)}`
        expect(answer, why).toEqual(toAnswer(expected, story))
        seen.depth = Math.max(seen.depth, ...[...expected.users.values()].map(({ depth }) => depth))
        seen.open += expected.openAttempts
        seen.users += expected.users.size
      }
      const left = [...stories]
      while (left.length) await Promise.all(left.splice(0, 10).map(compare))
      // The histories are not trivial: users enter, complete, and have open attempts.
      expect(seen.depth).toBeGreaterThanOrEqual(3)
      expect(seen.users).toBeGreaterThan(stories.length)
      expect(seen.open).toBeGreaterThan(stories.length / 20)
    },
    within(120_000),
  )
})

test(
  'CLICKHOUSE counts the users of windowFunnel with strict_once',
  async () => {
    const seen = { depth: 0, users: 0 }
    for (const { input, project } of asClickHouse) {
      const asked = {
        ...input,
        compatibility: 'CLICKHOUSE' as const,
        exclusions: null,
        order: 'ORDERED' as const,
      }
      const { data, errors } = await app.ask<Answered>(
        'query ($input: FunnelInput!) { funnel(input: $input) { steps { users averageSeconds } } }',
        { input: asked },
        app.token('admin', project),
      )
      expect(errors).toEqual([])
      const levels = await levelsByWindowFunnel(asked, project)
      const expected = input.steps.map((_, i) => levels.filter(level => level > i).length)
      const answered = data!.funnel.steps.map(({ users }) => users)
      expect(answered, `seed ${seed}: ${project} ${JSON.stringify(asked)}`).toEqual(expected)
      seen.depth = Math.max(seen.depth, ...levels)
      seen.users += levels.length
    }
    expect(seen.depth).toBeGreaterThanOrEqual(3)
    expect(seen.users).toBeGreaterThan(asClickHouse.length)
  },
  within(120_000),
)

/** How far each user gets: what ClickHouse itself says. */
async function levelsByWindowFunnel(input: FunnelInput, project: string): Promise<number[]> {
  const conditions = input.steps.map(step => {
    const names = (step.anyOf ?? [step]).flatMap(({ event }) => event ?? [])
    return names.length ? sql`name in ${texts(names)}` : sql`true`
  })
  const rows = await app.services.clickhouse.query<{ level: number }>(
    'levels',
    sql`
select windowFunnel(${integer(input.windowSeconds! * 1_000)}, 'strict_once')
  (toUInt64(toUnixTimestamp64Milli(occurred_at)), ${joined(conditions)}) as level
from ${eventsOf(project)}
where user_no != 0 and occurred_at >= ${instant(new Date(input.range!.between!.from))}
  and occurred_at < ${instant(new Date(input.range!.between!.to))}
group by user_no
having level > 0`,
  )
  return rows.map(({ level }) => Number(level))
}

const steps = 'openAttempts steps { users medianSeconds averageSeconds p90Seconds }'
const query = `query ($input: FunnelInput!, $isByValue: Boolean!) {
  funnel(input: $input) {
    ${steps}
    meta { asOf }
    trend(interval: MINUTE) @skip(if: $isByValue) { start ${steps} }
    breakdown @include(if: $isByValue) { values isOther ${steps} }
  }
  counts: funnel(input: $input) { openAttempts steps { users } }
}`

type Numbers = Pick<FunnelAnswer, 'openAttempts' | 'steps'>
interface Answered {
  funnel: Numbers & {
    meta: { asOf: string }
    trend?: (Numbers & { start: string })[]
    breakdown?: (Numbers & { values: (string | null)[]; isOther: boolean })[]
  }
  counts: { openAttempts: number; steps: { users: number }[] }
}

/** The answer, and the instant that decides which attempts are open. */
async function ask({ input, project }: Told) {
  const isByValue = Boolean(input.breakdown)
  const { data, errors } = await app.ask<Answered>(query, { input, isByValue }, app.token('admin', project))
  expect(errors, JSON.stringify(errors)).toEqual([])
  const { meta, openAttempts, steps, trend = [], breakdown = [] } = data!.funnel
  const asOf = Date.parse(meta.asOf)
  const entered = ({ steps }: Numbers) => steps[0]!.users > 0
  return {
    answer: {
      numbers: { openAttempts, steps },
      counts: data!.counts,
      trend: Object.fromEntries(
        trend.filter(entered).map(({ start, ...numbers }) => [Date.parse(start), numbers]),
      ),
      breakdown: Object.fromEntries(
        breakdown
          .filter(({ isOther }) => !isOther)
          .map(({ values, isOther, ...numbers }) => [values.map(value => value ?? '').join(), numbers]),
      ),
      other: breakdown.filter(({ isOther }) => isOther).map(({ steps }) => steps.map(({ users }) => users)),
    },
    asOf,
  }
}

interface Expected extends FunnelAnswer {
  trend: Record<string, FunnelAnswer>
  breakdown: Record<string, FunnelAnswer>
  /** The group of all values that are not shown. */
  other: FunnelAnswer | undefined
}

function expectedOf({ events: told, question, input }: Told, asOf: number): Expected {
  const events = withInherited(told)
  const { breakdown, ...whole } = question
  const { shown, other } = breakdown
    ? funnelByValue(events, question, asOf)
    : { shown: new Map<string, FunnelAnswer>(), other: undefined }
  const empty = breakdown?.properties.map(() => '').join()
  return {
    ...funnel(events, whole, asOf),
    trend: input.breakdown ? {} : byMinute(events, whole, asOf),
    breakdown: Object.fromEntries(
      [...shown].map(([value, answer]) => [value === '' ? empty! : value.split('\0').join(), answer]),
    ),
    other,
  }
}

/** Each minute with an entry. */
function byMinute(
  events: Told['events'],
  question: FunnelQuestion,
  asOf: number,
): Record<string, FunnelAnswer> {
  const minute = 60_000
  const minutes = [...new Set(events.map(({ at }) => Math.floor(at / minute) * minute))]
  return Object.fromEntries(
    minutes
      .map(from => [from, funnel(events, { ...question, entry: { from, to: from + minute } }, asOf)] as const)
      .filter(([, { users }]) => users.size),
  )
}

function toAnswer(expected: Expected, { input }: Told) {
  const byKey = (answers: Record<string, FunnelAnswer>) =>
    Object.fromEntries(
      Object.entries(answers).map(([key, answer]) => [key, toNumbers(answer, input.steps.length)]),
    )
  const numbers = toNumbers(expected, input.steps.length)
  return {
    numbers,
    counts: { openAttempts: numbers.openAttempts, steps: numbers.steps.map(({ users }) => ({ users })) },
    trend: byKey(expected.trend),
    breakdown: byKey(expected.breakdown),
    other: expected.other ? [expected.other.steps.map(({ users }) => users)] : [],
  }
}

/** Means and quantiles may differ in their last digits: the engines add in another order. */
function toNumbers({ openAttempts, steps }: FunnelAnswer, _: number): Numbers {
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
