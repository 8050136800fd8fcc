import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CompareInput, SeveralSeriesDocument } from '../e2e/operations/operations.ts'
import { withInherited } from '../support/evaluate/inherited.ts'
import {
  groupsIn,
  leftOutOf,
  linesIn,
  type MeasureName,
  type OneSeries,
  type SeveralSeries,
} from '../support/evaluate/several-series.ts'
import { logStory } from '../support/log-story.ts'
import { randomFilter } from '../support/random/random-filter.ts'
import { randomLog } from '../support/random/random-log.ts'
import { type Question, randomQuestion } from '../support/random/random-question.ts'
import { rounds, seed, within } from '../support/rounds.ts'
import { story } from '../support/story.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const logs = rounds(80, 40)
const hour = 3_600_000

const counts: MeasureName[] = ['EVENTS', 'UNIQUE_USERS', 'EVENTS_PER_USER']
const ofProperty: MeasureName[] = [
  'SUM',
  'AVERAGE',
  'MIN',
  'MAX',
  'P50',
  'P75',
  'P90',
  'P95',
  'P99',
  'UNIQUE',
]

const named = fc.constantFrom('open', 'login', 'message', 'queue_length').map(event => ({ event }))
const filtered = randomFilter.map(filter => ({ filter }))
const match = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  { weight: 3, arbitrary: named },
  { weight: 1, arbitrary: filtered },
  {
    weight: 2,
    arbitrary: fc
      .array(
        fc.oneof(
          named,
          fc.tuple(named, filtered).map(([a, b]) => ({ ...a, ...b })),
        ),
        {
          minLength: 1,
          maxLength: 3,
        },
      )
      .map(anyOf => ({ anyOf })),
  },
)
const measured = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...counts).map(measure => ({ measure })) },
  {
    weight: 2,
    arbitrary: fc.record({
      measure: fc.constantFrom(...ofProperty),
      property: fc.constantFrom('seats', 'seats', 'seats', 'trial', 'plan', 'address.city', 'unheard'),
    }),
  },
)
const series: fc.Arbitrary<OneSeries> = fc.tuple(match, measured).map(([a, b]) => ({ ...a, ...b }))
const breakdown = fc.constantFrom(
  undefined,
  { dimension: 'CHANNEL' as const },
  { dimension: 'EVENT' as const },
  { property: 'plan' },
  { property: 'seats' },
)

const drawn = fc.sample(
  randomLog.chain(log =>
    fc.record({
      log: fc.constant(log),
      question: randomQuestion(log, fc.constant([])).filter(isShort),
      timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'Australia/Lord_Howe'),
      series: fc.array(series, { minLength: 1, maxLength: 4 }),
      breakdown,
      first: fc.integer({ min: 1, max: 3 }),
      comparedWith: fc.constantFrom(undefined, 'period' as const, 'range' as const, 'range' as const),
    }),
  ),
  { numRuns: logs, seed },
)

/** More minutes would be more buckets than the slow calendar can count in time. */
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

const toRange = ({ from, to }: { from: number; to: number }) => ({
  between: { from: new Date(from).toISOString(), to: new Date(to).toISOString() },
})

const compareInput = (way: keyof typeof compared, range: { from: number; to: number }): CompareInput =>
  way === 'period' ? { period: 'PREVIOUS_PERIOD' } : { range: toRange(range) }

/** Sums of binary fractions depend on their order, so the last digits may differ. */
const rounded = (value: number | null) => (value === null ? null : Number(value.toPrecision(12)))

function changeRate(now: number | null, before: number | null): number | null {
  return now === null || !before ? null : (now - before) / Math.abs(before)
}

/** The range of the same length before the one of the question, or one that overlaps with it. */
const compared = {
  period: ({ from, to }: SeveralSeries) => ({ from: from - (to - from), to: from }),
  range: ({ from, to }: SeveralSeries) => ({ from: from - 3 * hour, to: to - 2 * hour }),
}

test(
  `${logs} random logs have the same series as counting their events one by one`,
  async () => {
    const seen = { others: 0, leftOut: 0, previous: 0, numbers: 0 }
    for (const [i, draw] of drawn.entries()) {
      const {
        question: { metrics: _, ...question },
        log,
        comparedWith,
        ...asked
      } = draw
      const history = withInherited(log)
      const whole: SeveralSeries = { ...question, ...asked }
      const groups = whole.breakdown ? groupsIn(history, whole) : []
      const lines = linesIn(history, whole, whole, groups)
      const before = comparedWith && compared[comparedWith](whole)
      const linesBefore = before ? linesIn(history, whole, before, groups) : []
      const { interval, weekStart, filter } = question
      const { timeZone, ...input } = asked
      const variables = {
        input,
        range: toRange(question),
        compare: before && compareInput(comparedWith, before),
        ...{ interval, weekStart, timeZone, filter },
      }
      const { timeSeries } = await story(app, `log ${i}`).answer(SeveralSeriesDocument, variables)
      const context = `seed ${seed}, log ${i}: ${JSON.stringify(variables)}`
      expect(timeSeries.groupCount, context).toBe(groups.length)
      expect(timeSeries.series, context).toHaveLength(lines.length)
      for (const [k, line] of lines.entries()) {
        const { name: _, changeRate: change, ...answered } = timeSeries.series[k]!
        const previous = linesBefore[k]
        expect(
          {
            ...answered,
            values: answered.values.map(rounded),
            previous: answered.previous.map(rounded),
            total: rounded(answered.total),
            previousTotal: rounded(answered.previousTotal),
          },
          context,
        ).toEqual({
          group: line.group,
          isOther: line.isOther,
          values: line.values.map(rounded),
          previous: previous?.values.map(rounded) ?? [],
          total: rounded(line.total),
          previousTotal: rounded(previous?.total ?? null),
        })
        const expected = previous ? changeRate(line.total, previous.total) : null
        if (expected === null) expect(change, context).toBeNull()
        else expect(change, context).toBeCloseTo(expected, 9)
        if (line.isOther && line.total) seen.others++
        if (previous?.total) seen.previous++
        if (line.total && asked.series[line.series]!.property) seen.numbers++
      }
      const leftOut = asked.series.map(one => leftOutOf(history, whole, one)).filter(count => count > 0)
      const mentioned = timeSeries.meta.warnings.flatMap(
        warning => /left out: ([\d,]+)\.$/.exec(warning)?.[1] ?? [],
      )
      expect(mentioned.map(Number), context).toEqual(leftOut)
      seen.leftOut += leftOut.length
    }
    for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(5)
  },
  within(120_000),
)
