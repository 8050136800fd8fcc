import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  PathsDocument,
  type PathsInput,
  type PathsQuery,
  PathUsersDocument,
} from '../e2e/operations/operations.ts'
import type { LogEvent } from '../support/evaluate/log-event.ts'
import { type PathsAnswer, type PathsQuestion, paths } from '../support/evaluate/paths.ts'
import { logStory } from '../support/log-story.ts'
import { rounds, seed, within } from '../support/rounds.ts'
import { story } from '../support/story.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const histories = rounds(300, 50)
const storyStart = Date.parse('2024-03-31T00:30:00Z')

/** Few names and instants, so that repeats and ties are common, and gaps are exactly at the limit. */
const event = fc
  .record({
    user: fc.constantFrom('ann', 'ann', 'ann', 'bob', 'cem', null),
    name: fc.constantFrom('A', 'A', 'A', 'B', 'B', 'C', 'D'),
    kind: fc.constantFrom(...Array(9).fill('event' as const), 'system_metric' as const),
    isBot: fc.constantFrom(...Array(9).fill(undefined), true as const),
    channel: fc.constantFrom('web', 'slack', undefined),
    after: fc
      .tuple(fc.integer({ min: 0, max: 20 }), fc.constantFrom(0, 0, 0, 1, 999))
      .map(([s, ms]) => s * 1_000 + ms),
  })
  .map(({ after, ...rest }) => ({ ...rest, at: storyStart + after }))

const web = { dimension: 'CHANNEL' as const, operator: 'IS' as const, values: ['web'] }
const history = fc.record({
  events: fc.array(event, { minLength: 20, maxLength: 60, size: 'max' }),
  anchor: fc.constantFrom<PathsInput['anchor']>(
    { event: 'A' },
    { event: 'A', filter: web },
    { event: 'B' },
    {},
    { filter: web },
    { anyOf: [{ event: 'A', filter: web }, { event: 'B' }] },
    { anyOf: [{ event: 'C' }, { event: 'D' }, { filter: web }] },
  ),
  direction: fc.constantFrom('AFTER' as const, 'BEFORE' as const),
  depth: fc.integer({ min: 1, max: 5 }),
  maxGapSeconds: fc.constantFrom(1, 2, 3, 5, 1_800),
  collapseRepeats: fc.boolean(),
  filter: fc.constantFrom(undefined, undefined, { not: web }),
  from: fc.integer({ min: -1, max: 8 }),
  seconds: fc.integer({ min: 1, max: 30 }),
})

const drawn = fc
  .sample(history, { numRuns: histories, seed })
  .map(({ events, from, seconds, ...options }, i) => {
    const begin = storyStart + from * 1_000
    const range = { from: begin, to: begin + seconds * 1_000 }
    const input: PathsInput = {
      ...options,
      first: 200,
      range: { between: { from: new Date(range.from).toISOString(), to: new Date(range.to).toISOString() } },
    }
    return {
      project: `h${i}`,
      events: events.map((event, position): LogEvent => ({ ...event, position })),
      input,
      question: { ...options, ...range } as PathsQuestion,
    }
  })

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  await logStory(
    app,
    drawn.flatMap(({ events, project }) => events.map(event => ({ ...event, project }))),
  )
})
afterAll(() => app.close())

test(
  `${histories} random histories have the same paths as a walk from every anchor`,
  async () => {
    const seen = { occurrences: 0, deepest: 0, ended: 0 }
    const compare = async ({ events, input, question, project }: (typeof drawn)[number]) => {
      const { answer } = story(app, project)
      const expected = paths(events, question)
      const context = `seed ${seed}: ${JSON.stringify({ events, input }, null, 1)}`
      const found = (await answer(PathsDocument, { input })).paths
      expect(toEvaluated(found), context).toEqual(toComparable(expected))
      for (const step of found.steps) {
        expect(
          step.links.reduce((sum, link) => sum + link.occurrences, 0),
          context,
        ).toBe(step.occurrences)
        expect(
          step.links.map(({ occurrences }) => occurrences),
          context,
        ).toEqual(step.links.map(({ occurrences }) => occurrences).sort((a, b) => b - a))
      }
      seen.occurrences += found.occurrences
      seen.deepest += found.steps[4]?.occurrences ?? 0
      seen.ended += found.steps[0]!.ended
    }
    const all = [...drawn]
    while (all.length) await Promise.all(all.splice(0, 10).map(compare))
    expect(seen.occurrences).toBeGreaterThan(histories)
    expect(seen.deepest).toBeGreaterThan(histories / 20)
    expect(seen.ended).toBeGreaterThan(histories / 10)
  },
  within(180_000),
)

test(
  'the users behind a link, a path and the anchor are those of the walk',
  async () => {
    for (const { events, input, question, project } of drawn.slice(0, rounds(30))) {
      const { answer } = story(app, project)
      const expected = paths(events, question)
      const context = `seed ${seed}: ${JSON.stringify({ events, input }, null, 1)}`
      const usersBehind = async (wanted: object) => {
        const { usersBehind } = (await answer(PathUsersDocument, { input, ...wanted })).paths
        expect(usersBehind.totalCount, context).toBe(usersBehind.nodes.length)
        return usersBehind.nodes.map(({ userId }) => userId).sort()
      }
      expect(await usersBehind({}), context).toEqual(expected.users)
      for (const [key, { users }] of [...expected.paths].slice(0, 2))
        expect(await usersBehind({ path: key.split(' > ') }), context).toEqual(users)
      for (const { depth, links } of expected.steps.slice(0, 2))
        for (const [key, { users }] of [...links].slice(0, 1)) {
          const [from, to] = key.split(' > ')
          expect(await usersBehind({ link: { depth, from, to } }), context).toEqual(users)
        }
    }
  },
  within(120_000),
)

test(
  'splitting the range by the anchor adds up, and a longer gap never shortens a path',
  async () => {
    for (const { input, question, project } of drawn.slice(-rounds(25, 5))) {
      const { answer } = story(app, project)
      const pathsOf = async (more: Partial<PathsInput>) =>
        (await answer(PathsDocument, { input: { ...input, ...more } })).paths
      const middle = new Date((question.from + question.to) / 2).toISOString()
      const [whole, early, late, patient] = await Promise.all([
        pathsOf({}),
        pathsOf({ range: { between: { from: input.range!.between!.from, to: middle } } }),
        pathsOf({ range: { between: { from: middle, to: input.range!.between!.to } } }),
        pathsOf({ collapseRepeats: false, maxGapSeconds: 3_600 }),
      ])
      expect(early.occurrences + late.occurrences).toBe(whole.occurrences)
      for (const [i, { occurrences }] of whole.steps.entries())
        expect(early.steps[i]!.occurrences + late.steps[i]!.occurrences).toBe(occurrences)
      if (!input.collapseRepeats)
        for (const [i, { occurrences }] of whole.steps.entries())
          expect(patient.steps[i]!.occurrences).toBeGreaterThanOrEqual(occurrences)
    }
  },
  within(60_000),
)

/** Both answers, without the order of equally frequent entries. */
function toEvaluated({ occurrences, users, steps, paths }: NonNullable<PathsQuery['paths']>) {
  const toCount = (row: { occurrences: number; users: number; medianSeconds: number; share: number }) => ({
    occurrences: row.occurrences,
    users: row.users,
    medianSeconds: row.medianSeconds,
    share: row.share,
  })
  return {
    occurrences,
    users,
    steps: steps.map(({ depth, occurrences, ended, links, linkCount, otherOccurrences }) => ({
      ...{ depth, occurrences, ended, linkCount, otherOccurrences },
      links: Object.fromEntries(links.map(link => [`${link.from} > ${link.to}`, toCount(link)])),
    })),
    paths: Object.fromEntries(paths.map(path => [path.events.join(' > '), toCount(path)])),
  }
}

function toComparable({ occurrences, users, steps, paths }: PathsAnswer) {
  const toCounts = (counts: PathsAnswer['paths']) =>
    Object.fromEntries(
      [...counts].map(([key, count]) => [
        key,
        {
          occurrences: count.occurrences,
          users: count.users.length,
          medianSeconds: expect.closeTo(count.medianSeconds!, 9),
          share: expect.closeTo(count.occurrences / occurrences, 9),
        },
      ]),
    )
  return {
    occurrences,
    users: users.length,
    steps: steps.map(({ links, ...step }) => ({
      ...step,
      linkCount: links.size,
      otherOccurrences: 0,
      links: toCounts(links),
    })),
    paths: toCounts(paths),
  }
}
