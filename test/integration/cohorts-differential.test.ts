import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CohortsInput } from '../e2e/operations/operations.ts'
import { type CohortsQuestion, cohorts } from '../support/evaluate/cohorts.ts'
import type { LogEvent } from '../support/evaluate/log-event.ts'
import { logStory } from '../support/log-story.ts'
import { rounds, seed, within } from '../support/rounds.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const histories = rounds(1_000)
const hour = 3_600_000

/** Clock changes of Berlin, and of Lord Howe by half an hour; and one in the future, so that cells are open. */
const turns = [
  '2024-03-31T01:00:00Z',
  '2024-10-27T01:00:00Z',
  '2024-04-06T15:00:00Z',
  '2024-10-05T15:30:00Z',
].map(Date.parse)

const intervals = { HOUR: hour, DAY: 24 * hour, WEEK: 168 * hour, MONTH: 730 * hour }

const event = fc.record({
  user: fc.constantFrom('ann', 'ann', 'bob', 'cem', null),
  name: fc.constantFrom('join', 'open', 'open'),
  // In sixths of an interval from the middle of the story; sometimes a millisecond beside the edge.
  sixths: fc.integer({ min: -14, max: 34 }),
  ms: fc.constantFrom(0, 0, 0, -1, 1),
  channel: fc.constantFrom('web', 'web', 'app'),
  isBot: fc.constantFrom(false, false, false, false, true),
  conversationId: fc.constantFrom('c1', 'c1', 'c2', undefined),
  company: fc.constantFrom('acme', 'acme', 'bolt', undefined),
  kind: fc.constantFrom('event' as const, 'event' as const, 'event' as const, 'system_metric' as const),
})

const web = { dimension: 'CHANNEL' as const, operator: 'IS' as const, values: ['web'] }

const either = { anyOf: [{ event: 'join' }, { event: 'open', filter: web }] }

const history = fc.record({
  events: fc.array(event, { minLength: 5, maxLength: 40, size: 'max' }),
  turn: fc.constantFrom(...turns, Number.NaN),
  interval: fc.constantFrom('HOUR' as const, 'DAY' as const, 'WEEK' as const, 'MONTH' as const),
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'Australia/Lord_Howe'),
  weekStart: fc.constantFrom('MONDAY' as const, 'SUNDAY' as const),
  rows: fc.integer({ min: 1, max: 4 }),
  widths: fc.oneof(
    fc.integer({ min: 0, max: 5 }).map(columns => Array<number>(columns).fill(1)),
    fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
  ),
  target: fc.constantFrom({}, { event: 'join' }, { event: 'join', filter: web }, { filter: web }, either),
  returned: fc.constantFrom({}, { event: 'open' }, { event: 'join' }, { event: 'open', filter: web }, either),
  unit: fc.constantFrom(
    {},
    {},
    { unit: 'CONVERSATION' as const },
    { unit: 'PROPERTY' as const, unitProperty: 'company.name' },
  ),
  filter: fc.constantFrom(undefined, undefined, undefined, web),
  entry: fc.constantFrom(
    'FIRST_TIME' as const,
    'FIRST_EVER' as const,
    'FIRST_IN_RANGE' as const,
    'RECURRING' as const,
  ),
  buckets: fc.constantFrom('CALENDAR' as const, 'ROLLING' as const),
  criterion: fc.constantFrom('ON' as const, 'ON_OR_AFTER' as const),
  minimumOccurrences: fc.constantFrom(1, 1, 2),
  needsEntryBucket: fc.boolean(),
})
type History = typeof history extends fc.Arbitrary<infer H> ? H : never

test(
  `${histories} random histories give the same cohorts as deciding for each user and each cell`,
  async () => {
    const now = Math.floor(Date.now() / hour) * hour
    const drawn = fc
      .sample(history, { numRuns: histories, seed })
      .map((story, i) => ({ ...toStory(story, now), project: `h${i}` }))
    await logStory(
      app,
      drawn.flatMap(({ events, project }) => events.map(event => ({ ...event, project }))),
    )
    const seen = { entries: 0, retained: 0, open: 0 }
    const compare = async ({
      events,
      question,
      input,
      project,
      needsEntryBucket,
    }: (typeof drawn)[number]) => {
      const { table, watermark } = await ask(input, project, needsEntryBucket)
      const expected = cohorts(events, question, watermark)
      const context = `seed ${seed}: ${JSON.stringify({ events, input }, null, 1)}`
      expect(table, context).toEqual(toTable(expected, needsEntryBucket))
      const cells = expected.rows.flatMap(row => row.cells.slice(1))
      seen.entries += expected.rows.flatMap(({ members }) => members).length
      seen.retained += cells.flatMap(({ members }) => members).length
      seen.open += cells.filter(({ isComplete, members }) => !isComplete && members.length).length
    }
    while (drawn.length) await Promise.all(drawn.splice(0, 10).map(compare))
    // The histories are not trivial: users enter and return, and some cells with users are still open.
    expect(seen.entries).toBeGreaterThan(histories / 2)
    expect(seen.retained).toBeGreaterThan(histories / 2)
    expect(seen.open).toBeGreaterThan(histories / 50)
  },
  within(180_000),
)

function toStory(
  { events, turn, rows, widths, returned, needsEntryBucket, unit, ...options }: History,
  now: number,
) {
  const length = intervals[options.interval]
  const middle = Number.isNaN(turn) ? now - 2 * length : turn
  const log: LogEvent[] = events.map(({ sixths, ms, company, ...event }, position) => ({
    ...event,
    properties: company === undefined ? {} : { company: { name: company } },
    at: middle + sixths * (length / 6) + ms,
    position,
  }))
  const from = middle - Math.floor(rows / 2) * length
  const to = from + rows * length - length / 2
  const filters = { filter: options.filter }
  const question = {
    ...options,
    ...unit,
    from,
    to,
    widths: [1, ...widths],
    return: returned,
  } as CohortsQuestion
  const { timeZone, weekStart, interval, target, entry, buckets, criterion, minimumOccurrences } = options
  const isUnit = widths.every(width => width === 1)
  const input: CohortsInput = {
    ...{ timeZone, weekStart, interval, target, entry, buckets, criterion, minimumOccurrences, ...filters },
    ...unit,
    return: returned,
    range: { between: { from: new Date(from).toISOString(), to: new Date(to).toISOString() } },
    ...(isUnit ? { periods: widths.length + 1 } : { brackets: widths }),
  }
  return { events: log, question, input, needsEntryBucket }
}

type Table = ReturnType<typeof toTable>

async function ask(input: CohortsInput, project: string, needsEntryBucket: boolean) {
  const query = `query ($input: CohortsInput) { cohorts(input: $input) {
    rows { start size cells { users isComplete } ${needsEntryBucket ? 'returnedInEntryBucket { users }' : ''} }
    average { size users rate } meta { watermark } } }`
  const { data, errors } = await app.ask<{ cohorts: Table & { meta: { watermark: string } } }>(
    query,
    { input },
    app.token('admin', project),
  )
  expect(errors).toEqual([])
  const { rows, average, meta } = data!.cohorts
  return { table: { rows, average }, watermark: Date.parse(meta.watermark) }
}

const toTable = ({ rows, average }: ReturnType<typeof cohorts>, needsEntryBucket: boolean) => ({
  rows: rows.map(({ start, members, cells, returnedInEntryBucket }) => ({
    start: new Date(start).toISOString(),
    size: members.length,
    cells: cells.map(({ members, isComplete }) => ({ users: members.length, isComplete })),
    ...(needsEntryBucket && { returnedInEntryBucket: { users: returnedInEntryBucket.length } }),
  })),
  average,
})
