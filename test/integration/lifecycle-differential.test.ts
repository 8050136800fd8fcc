import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  LifecycleDocument,
  type LifecycleInput,
  LifecycleUsersDocument,
  StickinessDocument,
  StickinessUsersDocument,
} from '../e2e/operations/operations.ts'
import { withInherited } from '../support/evaluate/inherited.ts'
import { habits, type LifecycleUsers, lifecycle } from '../support/evaluate/lifecycle.ts'
import { logStory } from '../support/log-story.ts'
import { randomFilter } from '../support/random/random-filter.ts'
import { randomLog } from '../support/random/random-log.ts'
import { type Question, randomQuestion } from '../support/random/random-question.ts'
import { rounds, seed, within } from '../support/rounds.ts'
import { story } from '../support/story.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const logs = rounds(60, 12)
const hour = 3_600_000

const comparisons = [
  'IS',
  'IS_NOT',
  'GREATER_THAN',
  'GREATER_OR_EQUAL',
  'LESS_THAN',
  'LESS_OR_EQUAL',
] as const

const named = fc.constantFrom('open', 'login', 'message').map(event => ({ event }))
const target = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  { weight: 2, arbitrary: named },
  {
    weight: 3,
    arbitrary: fc
      .array(
        fc.oneof(
          named,
          randomFilter.map(filter => ({ event: 'open', filter })),
          randomFilter.map(filter => ({ filter })),
        ),
        { minLength: 2, maxLength: 4 },
      )
      .map(anyOf => ({ anyOf })),
  },
)
const occurrences = fc.oneof(
  fc.constant(undefined),
  fc.record({
    operator: fc.constantFrom(...comparisons),
    count: fc.integer({ min: 1, max: 3 }),
  }),
)
const unit = fc.constantFrom(
  {},
  { unit: 'CONVERSATION' as const },
  { unit: 'PROPERTY' as const, unitProperty: 'plan' },
  { unit: 'PROPERTY' as const, unitProperty: 'address.city' },
)

const drawn = fc.sample(
  randomLog.chain(log =>
    fc.record({
      log: fc.constant(log),
      question: randomQuestion(log, fc.constant([])).filter(isShort),
      timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'Australia/Lord_Howe'),
      target,
      occurrences,
      unit,
      newBy: fc.constantFrom('FIRST_ACTIVITY' as const, 'FIRST_TARGET' as const),
    }),
  ),
  { numRuns: logs, seed },
)

/** Half a year of minutes would be more buckets than the slow calendar can count in time. */
function isShort({ interval, from, to }: Question): boolean {
  if (interval === 'MINUTE') return false
  return interval !== 'HOUR' || to - from < 48 * hour
}

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  await logStory(
    app,
    drawn.flatMap(({ log }, i) => log.map(event => ({ ...event, project: `log ${i}` }))),
  )
})
afterAll(() => app.close())

const toAsked = ({ question, timeZone, target, newBy }: (typeof drawn)[number]) => {
  const { from, to, metrics: _, ...rest } = question
  const input: LifecycleInput = {
    ...rest,
    timeZone,
    target,
    range: { between: { from: new Date(from).toISOString(), to: new Date(to).toISOString() } },
  }
  return { input, question: { ...rest, from, to, timeZone, target, newBy } }
}

const states = ['ACTIVE', 'NEW', 'RETURNING', 'RESURRECTING', 'DORMANT'] as const
/** The number of states of each log whose users are listed. */
const listsEach = rounds(states.length, 1)

/** The number of states with users. */
const variety = (bucket: LifecycleUsers) => states.filter(state => bucket[state].length > 0).length

const sizes = ({ start, ...users }: LifecycleUsers) => ({
  start: new Date(start).toISOString(),
  activeUsers: users.ACTIVE.length,
  newUsers: users.NEW.length,
  returning: users.RETURNING.length,
  resurrecting: users.RESURRECTING.length,
  dormant: users.DORMANT.length,
})

test(
  `${logs} random logs have the same lifecycle as a walk over every user, and it adds up`,
  async () => {
    const seen = { NEW: 0, RETURNING: 0, RESURRECTING: 0, DORMANT: 0, ACTIVE: 0 }
    for (const [i, draw] of drawn.entries()) {
      const { answer } = story(app, `log ${i}`)
      const { input, question } = toAsked(draw)
      const sent = { ...input, newBy: question.newBy }
      const expected = lifecycle(withInherited(draw.log), question).filter(({ start }) => start <= Date.now())
      const { buckets } = (await answer(LifecycleDocument, { input: sent })).lifecycle
      const context = `seed ${seed}, log ${i}: ${JSON.stringify(sent)}`
      expect(buckets, context).toEqual(expected.map(sizes))
      for (const [k, { activeUsers, newUsers, returning, resurrecting, dormant }] of buckets.entries()) {
        expect(activeUsers, context).toBe(newUsers + returning + resurrecting)
        if (k > 0) expect(dormant, context).toBe(buckets[k - 1]!.activeUsers - returning)
      }
      const bucket = expected.reduce((a, b) => (variety(b) > variety(a) ? b : a))
      for (const state of states) seen[state] += expected.reduce((sum, users) => sum + users[state].length, 0)
      for (let turn = i; turn < i + listsEach; turn++) {
        const state = states[turn % states.length]!
        const at = new Date(bucket.start).toISOString()
        const { users } = (await answer(LifecycleUsersDocument, { input: sent, state, at })).lifecycle
        expect(users.nodes.map(({ userId }) => userId).sort(), context).toEqual(bucket[state].toSorted())
        expect(users.totalCount, context).toBe(bucket[state].length)
      }
    }
    for (const state of states) expect(seen[state]).toBeGreaterThan(10)
  },
  within(120_000),
)

test(
  `${logs} random logs have the same stickiness as counting each user's intervals`,
  async () => {
    let [most, units] = [0, 0]
    for (const [i, draw] of drawn.entries()) {
      const { answer } = story(app, `log ${i}`)
      const asked = toAsked(draw)
      const input = { ...asked.input, ...draw.unit, occurrences: draw.occurrences }
      const question = { ...asked.question, ...draw.unit, occurrences: draw.occurrences }
      const expected = habits(withInherited(draw.log), question)
      const { stickiness } = await answer(StickinessDocument, { input })
      const context = `seed ${seed}, log ${i}: ${JSON.stringify(input)}`
      expect(stickiness.activeUsers, context).toBe(expected.length)
      const having = (fits: (intervals: number) => boolean) =>
        expected.filter(({ intervals }) => fits(intervals))
      expect(
        stickiness.rows.map(({ users }) => users),
        context,
      ).toEqual(stickiness.rows.map((_, k) => having(n => n === k + 1).length))
      expect(
        stickiness.rows.map(({ usersAtLeast }) => usersAtLeast),
        context,
      ).toEqual(stickiness.rows.map((_, k) => having(n => n > k).length))
      for (const orMore of [false, true]) {
        const intervals = Math.min(2, stickiness.intervals)
        const variables = { input, intervals, orMore }
        const { users } = (await answer(StickinessUsersDocument, variables)).stickiness
        const wanted = having(n => (orMore ? n >= intervals : n === intervals))
        const behind = [...new Set(wanted.flatMap(({ users }) => [...users]))]
        expect(users.nodes.map(({ userId }) => userId).sort(), context).toEqual(behind.sort())
        expect(users.totalCount, context).toBe(behind.length)
      }
      most = Math.max(most, ...expected.map(({ intervals }) => intervals))
      if (draw.unit.unit) units += expected.length
    }
    expect(units).toBeGreaterThan(10)
    expect(most).toBeGreaterThan(1)
  },
  within(120_000),
)
