import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bucketEdges } from '../../../src/analytics/query/calendar.ts'
import { measure, measureOverTime } from '../../../src/analytics/query/measure/measure.ts'
import { type Values } from '../../../src/analytics/query/measure/measure-rows.ts'
import { responseTimes } from '../../../src/analytics/query/measure/response-times.ts'
import { type Query } from '../../../src/analytics/query/query.ts'
import { resolveQuery } from '../../../src/analytics/query/resolve-query.ts'
import { sessionLengths } from '../../../src/analytics/users/session-lengths.ts'
import { type Metric, metrics } from '../../../src/metrics-catalogue/catalogue.ts'
import { isNullable } from '../../../src/schema/numbers.ts'
import { bucketStarts } from '../../support/evaluate/calendar.ts'
import { passes } from '../../support/evaluate/filter.ts'
import { withInherited } from '../../support/evaluate/inherited.ts'
import { isIn } from '../../support/evaluate/metric-sample.ts'
import { type MetricValues, metricsOverTime, metricsTogether } from '../../support/evaluate/metrics.ts'
import { type Session, sessionsOf } from '../../support/evaluate/sessions.ts'
import { logStory } from '../../support/log-story.ts'
import { queryScope } from '../../support/query-scope.ts'
import { randomLog } from '../../support/random/random-log.ts'
import { type Question, randomQuestion } from '../../support/random/random-question.ts'
import { rounds, seed, within } from '../../support/rounds.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

/** Clocks that never change, change by an hour, and change by half an hour. */
const zones = ['UTC', 'Europe/Berlin', 'Australia/Lord_Howe']
/** The time of all questions. */
const asOf = Date.now()
const everyMetric = Object.keys(metrics) as Metric[]

/**
 * The logs of projects, each with a question about a range, for every metric, and in each zone one about buckets, for
 * some metrics: no metric may depend on the others in its question.
 */
const dataSets = fc
  .sample(
    randomLog.chain(log =>
      fc.record({
        log: fc.constant(log),
        together: randomQuestion(log, fc.constant(everyMetric)),
        overTime: fc.tuple(...zones.map(() => randomQuestion(log, fc.subarray(everyMetric)))),
      }),
    ),
    { numRuns: rounds(200), seed },
  )
  .map((drawn, number) => ({ ...drawn, project: `log ${number}` }))

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  await logStory(
    app,
    dataSets.flatMap(({ log, project }) => log.map(event => ({ ...event, project }))),
  )
})
afterAll(() => app.close())

test(
  'every metric of every log over a range equals the one folded from its events',
  async () => {
    const found: Difference[] = []
    for (const { log, project, together: question } of dataSets) {
      const query = await queryBy(project, { ...question, timeZone: 'UTC' })
      const actual = await measure(query, 'differential', measuredBy(question), question.metrics)
      found.push(
        ...differences(
          { project, question },
          metricsTogether(withInherited(log), { ...question, timeZone: 'UTC', asOf }),
          actual,
        ),
      )
    }
    expectNone(found)
  },
  within(300_000),
)

test.each(zones)(
  'every metric in each bucket in %s does too, for any selection of metrics',
  async timeZone => {
    const found: Difference[] = []
    for (const { log, project, overTime } of dataSets) {
      const question = { ...overTime[zones.indexOf(timeZone)]!, timeZone }
      const { edges, values } = await answerOverTime(project, question)
      const starts = bucketStarts(question.from, question.to, question)
      expect(edges.slice(0, -1), `${project}, SEED=${seed}`).toEqual(starts)
      for (const [i, expected] of metricsOverTime(
        withInherited(log),
        { ...question, asOf },
        starts,
      ).entries()) {
        const bucket = new Date(starts[i]!).toISOString()
        found.push(...differences({ project, question, bucket }, expected, values[i]!))
      }
    }
    expectNone(found)
  },
  within(300_000),
)

test(
  'the lengths of sessions equal those of sessions cut out of plain events',
  async () => {
    let longer = 0
    for (const { log, project, together: question } of dataSets) {
      const query = await queryBy(project, { ...question, timeZone: 'UTC' })
      const lengths = await sessionLengths(query, measuredBy(question), { edges: [1, 600, 1_800, 7_200] })
      const sessions = sessionsOf(withInherited(log).filter(event => passes(event, question.filter))).filter(
        ({ start }) => isIn(start, question),
      )
      const isWithin = (from: number, to: number | null) => (session: Session) => {
        const seconds = (session.end - session.start) / 1_000
        return seconds >= from && (to === null || seconds < to)
      }
      const expected = lengths.map(
        ({ fromSeconds, toSeconds }) => sessions.filter(isWithin(fromSeconds, toSeconds)).length,
      )
      expect(
        lengths.map(length => length.sessions),
        `${project}, SEED=${seed}`,
      ).toEqual(expected)
      longer += expected.slice(1).reduce((sum, count) => sum + count, 0)
    }
    expect(longer).toBeGreaterThan(10)
  },
  within(120_000),
)

test(
  'the response times of calls and messages equal those counted in plain events',
  async () => {
    const edges = [1, 100, 250.5, 1_000]
    let timed = 0
    for (const { log, project, together: question } of dataSets) {
      const query = await queryBy(project, { ...question, timeZone: 'UTC' })
      for (const kind of ['message', 'ai_call', 'api_call'] as const) {
        const bars = await responseTimes(query, { ...measuredBy(question), kind }, { edges })
        const durations = withInherited(log)
          .filter(event => event.kind === kind && isIn(event.at, question) && passes(event, question.filter))
          .flatMap(({ durationMs }) => durationMs ?? [])
        const within = (from: number, to: number | null) =>
          durations.filter(ms => ms >= from && (to === null || ms < to)).length
        expect(
          bars.map(({ count }) => count),
          `${project}, ${kind}, SEED=${seed}`,
        ).toEqual(bars.map(({ fromMs, toMs }) => within(fromMs, toMs)))
        timed += durations.length
      }
    }
    expect(timed).toBeGreaterThan(10)
  },
  within(120_000),
)

type ZonedQuestion = Question & { timeZone: string }

async function answerOverTime(project: string, question: ZonedQuestion) {
  const query = await queryBy(project, question)
  const measured = measuredBy(question)
  const edges = bucketEdges(measured.range.from, measured.range.to, question.interval, query.calendar)
  const values = await measureOverTime(query, 'differential', measured, question.metrics, edges)
  return { values, edges: edges.map(edge => edge.getTime()) }
}

const queryBy = (project: string, { timeZone, weekStart }: ZonedQuestion): Promise<Query> =>
  resolveQuery(queryScope(app, project, { timeZone, asOf }), { timeZone, weekStart })

const measuredBy = ({ from, to, filter }: Question) => ({
  range: { from: new Date(from), to: new Date(to) },
  filter,
})

/** The question of a number. */
interface Context {
  project: string
  question: Question
  bucket?: string
}

/** A wrong number, as one line. */
type Difference = string

function differences(
  { question, ...context }: Context,
  expected: MetricValues,
  actual: Values,
): Difference[] {
  const { metrics, ...rest } = question
  return metrics
    .filter(metric => !isSame(metric, expected[metric], actual[metric]))
    .map(metric =>
      JSON.stringify({ metric, expected: expected[metric], actual: actual[metric], ...context, ...rest }),
    )
}

/** Counts and money are exact. Quotients agree in nine digits: the engine adds in another order. */
function isSame(metric: Metric, expected: unknown, actual: unknown): boolean {
  if (typeof expected !== 'number' || typeof actual !== 'number' || !isNullable(metric))
    return expected === actual
  return Math.abs(expected - actual) <= 1e-9 * Math.abs(expected)
}

const expectNone = (found: Difference[]) =>
  expect(found.slice(0, 20), `${found.length} numbers differ; SEED=${seed} draws them again`).toEqual([])
