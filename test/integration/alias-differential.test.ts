import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DailyStatsDocument } from '../e2e/operations/operations.ts'
import type { Event } from '../support/evaluate/event.ts'
import { funnel } from '../support/evaluate/funnel.ts'
import { dailyStats } from '../support/evaluate/series.ts'
import { verdict } from '../support/projection.ts'
import { rolledUp } from '../support/rolled-up.ts'
import { rounds, seed, within } from '../support/rounds.ts'
import { type Story, story } from '../support/story.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { eventsHappened } from '../support/track-events.ts'

const hour = 3_600_000
const days = 6
const midnight = Math.floor(Date.now() / (24 * hour)) * 24 * hour
const range = { from: midnight - days * 24 * hour, to: midnight }

/** A person has one id after the sign-in and two before. */
const person = fc.constantFrom('ann', 'bob', 'cem', 'dan')
const visitor = fc.constantFrom('phone', 'laptop')
const happening = fc.record({
  person,
  visitor,
  /** The ids that an event has. */
  ids: fc.constantFrom('USER', 'USER', 'VISITOR', 'VISITOR', 'VISITOR_AS_USER', 'VISITOR_AS_USER', 'BOTH'),
  name: fc.constantFrom('A', 'B', 'C'),
  at: fc.integer({ min: range.from / hour, max: range.to / hour - 1 }).map(hours => hours * hour),
})
const linking = fc.record({ person, visitor, by: fc.constantFrom('alias', 'identify', 'chain') })
/** Everything before is copied and rolled up, so that later links find it in place. */
const pause = fc.record({ pause: fc.constant(true) })
const step = fc.oneof(
  { weight: 12, arbitrary: happening },
  { weight: 2, arbitrary: linking },
  { weight: 1, arbitrary: pause },
)
const history = fc.array(step, { minLength: 25, maxLength: 40 })
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never
type Happening = Extract<Step, { name: string }>
type Linking = Extract<Step, { by: string }>

const idOf = ({ person, visitor }: { person: string; visitor: string }) => `${visitor} of ${person}`
const isEvent = (step: Step): step is Happening => 'name' in step
const isLink = (step: Step): step is Linking => 'by' in step

/** The history as somebody sees it who knew every link from the beginning. */
function known(steps: Step[]): Event[] {
  const linked = new Set(
    steps.flatMap(step => (isLink(step) || (isEvent(step) && step.ids === 'BOTH') ? [idOf(step)] : [])),
  )
  return steps.filter(isEvent).map((event, position) => ({
    name: event.name,
    at: event.at,
    position,
    user:
      event.ids === 'USER' || event.ids === 'BOTH' || linked.has(idOf(event)) ? event.person : idOf(event),
  }))
}

const idsIn = (event: Happening) =>
  ({
    USER: { userId: event.person },
    VISITOR: { anonymousId: idOf(event) },
    VISITOR_AS_USER: { userId: idOf(event) },
    BOTH: { userId: event.person, anonymousId: idOf(event) },
  })[event.ids]

/** `chain` links one visitor to another one that is linked to the user. */
const mutations: Record<Linking['by'], (link: Linking) => string> = {
  alias: link =>
    `mutation { alias(input: { userId: "${link.person}", alias: "${idOf(link)}" }) { userErrors { code } } }`,
  identify: link =>
    `mutation { identify(input: { userId: "${link.person}", anonymousId: "${idOf(link)}" }) { userErrors { code } } }`,
  chain: link => `mutation {
    first: alias(input: { userId: "${link.person}", alias: "tablet of ${link.person}" }) { userErrors { code } }
    second: alias(input: { userId: "tablet of ${link.person}", alias: "${idOf(link)}" }) { userErrors { code } }
  }`,
}

async function play(project: string, steps: Step[]): Promise<void> {
  const { answer } = story(app, project)
  for (const step of steps)
    if (isEvent(step)) {
      const timestamp = new Date(step.at).toISOString()
      await eventsHappened(app, project, [{ event: { ...idsIn(step), name: step.name, timestamp } }])
    } else if (isLink(step)) {
      const payloads = Object.values(await answer<Record<string, object>>(mutations[step.by](step)))
      for (const payload of payloads) expect(payload).toEqual({ userErrors: [] })
    } else await rolledUp(app, project)
}

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

async function expectSame({ answer }: Story, events: Event[]): Promise<void> {
  const stats = (await answer(DailyStatsDocument, { days: days + 1, timeZone: 'UTC' })).dailyStats
  const dates = stats.map(({ date }) => date)
  expect(
    stats.map(({ date, totalUsers, activeUsers, newUsers, events }) => ({
      date,
      totalUsers,
      activeUsers,
      newUsers,
      events,
    })),
    `seed ${seed}`,
  ).toEqual(dailyStats(events, dates, 'UTC'))
  const found = await answer<{
    funnel: { steps: { users: number }[] }
    users: { nodes: { userId: string }[] }
  }>(
    `query ($range: DateRangeInput!) {
      funnel(input: { range: $range, steps: [{ event: "A" }, { event: "B" }, { event: "C" }], windowSeconds: 259200 }) {
        steps { users }
      }
      users(first: 100, filter: { seenIn: $range }) { nodes { userId } }
    }`,
    { range: { from: new Date(range.from).toISOString(), to: new Date(range.to).toISOString() } },
  )
  const expected = funnel(
    events,
    {
      ...range,
      steps: [{ event: 'A' }, { event: 'B' }, { event: 'C' }],
      windowSeconds: 259_200,
      attempt: 'BEST',
      rangeMode: 'ENTRY',
    },
    Date.now(),
  )
  expect(found.funnel.steps.map(({ users }) => users)).toEqual(expected.steps.map(({ users }) => users))
  expect(found.users.nodes.map(({ userId }) => userId).sort()).toEqual(
    [...new Set(events.map(({ user }) => user))].sort(),
  )
}

test.each(fc.sample(history, { numRuns: rounds(15, 4), seed }).map((steps, round) => ({ round, steps })))(
  'links at random times give the same numbers as links that were known from the start, round $round',
  async ({ round, steps }) => {
    const project = `round ${round}`
    await play(project, steps)
    await expectSame(story(app, project), known(steps))
    await rolledUp(app, project)
    await expectSame(story(app, project), known(steps))
  },
  within(240_000),
)

test('both engines hold the same afterwards', async () => {
  const { differences, users } = await verdict(app.services)
  expect(differences).toEqual([])
  expect(users.columns).toBe(users.log)
})
