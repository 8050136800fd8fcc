import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { measures } from '../../../src/analytics/measures/measures.ts'
import { bucketEdges } from '../../../src/analytics/query/calendar.ts'
import { measure, measureOverTime } from '../../../src/analytics/query/measure/measure.ts'
import { resolveQuery } from '../../../src/analytics/query/resolve-query.ts'
import { type Metric, metrics, metricsFrom } from '../../../src/metrics-catalogue/catalogue.ts'
import { isNullable } from '../../../src/schema/numbers.ts'
import { type MeasureNumber } from '../../../src/schema/questions/measure-answer.ts'
import { MeasureOrder } from '../../../src/schema/questions/measure-input.ts'
import { withInherited } from '../../support/evaluate/inherited.ts'
import { type GroupedBy, groupsIn, linesIn, type MeasuresQuestion } from '../../support/evaluate/measures.ts'
import { logStory } from '../../support/log-story.ts'
import { queryScope } from '../../support/query-scope.ts'
import { randomLog } from '../../support/random/random-log.ts'
import { randomQuestion } from '../../support/random/random-question.ts'
import { rounds, seed, within } from '../../support/rounds.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

const asOf = Date.now()
const everyMetric = Object.keys(metrics) as Metric[]
const counts = everyMetric.filter(metric => metrics[metric].unit === 'COUNT')
/** Metrics that any event can be grouped for. */
const grouped = [...metricsFrom('events', everyMetric), ...metricsFrom('trailingDays', everyMetric)]

/** One to six metrics. The first one, which orders the groups, is a count, so that equal numbers are exactly equal. */
const someMetrics = (of: Metric[]) =>
  fc
    .tuple(
      fc.constantFrom(...of.filter(metric => counts.includes(metric))),
      fc.subarray(of, { maxLength: 5 }),
    )
    .map(([first, others]) => [first, ...others.filter(metric => metric !== first)])

const groupedBy: fc.Arbitrary<GroupedBy> = fc.constantFrom(
  ...(['EVENT', 'CHANNEL', 'MODEL', 'ROLE', 'SUCCESS'] as const).map(dimension => ({ dimension })),
  ...['plan', 'language'].map(property => ({ property })),
)

/** Logs with times in eighths of a millisecond: their sums are the same in any order, so that a mean is too. */
const logs = randomLog.map(log =>
  log.map(event => ({
    ...event,
    ...inEighths('durationMs', event.durationMs),
    ...inEighths('firstTokenMs', event.firstTokenMs),
  })),
)

const inEighths = (field: string, ms: number | null | undefined) =>
  ms == null ? {} : { [field]: Math.round(ms * 8) / 8 }

const questions = fc
  .sample(
    logs.chain(log =>
      fc.record({
        log: fc.constant(log),
        plain: randomQuestion(log, someMetrics(everyMetric)),
        broken: randomQuestion(log, someMetrics(grouped)),
        by: fc.uniqueArray(groupedBy, { minLength: 1, maxLength: 3, selector: one => JSON.stringify(one) }),
        first: fc.constantFrom(1, 1, 2),
        timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'Australia/Lord_Howe'),
      }),
    ),
    { numRuns: rounds(75, 15), seed },
  )
  .map((drawn, number) => ({ ...drawn, project: `measures ${number}` }))

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  await logStory(
    app,
    questions.flatMap(({ log, project }) => log.map(event => ({ ...event, project }))),
  )
})
afterAll(() => app.close())

test(
  'every metric, in total, over time and before, equals the one folded from its events',
  async () => {
    for (const { log, project, plain, timeZone } of questions)
      await compare(log, project, { ...plain, by: [], first: 1, timeZone, asOf })
  },
  within(300_000),
)

test(
  'every group, and that of all others, does too',
  async () => {
    let others = 0
    for (const { log, project, broken, by, first, timeZone } of questions)
      others += await compare(log, project, { ...broken, by, first, timeZone, asOf })
    expect(others).toBeGreaterThan(0)
  },
  within(300_000),
)

test(
  'every metric is exactly the number that all other fields show',
  async () => {
    for (const { project, plain, timeZone } of questions.slice(0, 5)) {
      const { from, to, filter, interval, weekStart } = plain
      const scope = queryScope(app, project, { timeZone, asOf })
      const query = await resolveQuery(scope, { weekStart, timeZone })
      const measured = { range: { from: new Date(from), to: new Date(to) }, filter }
      const edges = bucketEdges(measured.range.from, measured.range.to, interval, query.calendar)
      const together = await measure(query, 'other fields', measured, everyMetric)
      const overTime = await measureOverTime(query, 'other fields', measured, everyMetric, edges)
      const answers = await Promise.all(
        everyMetric.map(name =>
          measures(
            scope,
            {
              ...{ metrics: [{ name }], first: 1, filter, interval, weekStart, timeZone },
              range: { between: measured.range },
            },
            { groups: { numbers: wanted } },
          ),
        ),
      )
      const found = answers.map(({ groups }) => groups[0]!.numbers[0]!)
      expect(found.map(({ metric, value }) => [metric, value])).toEqual(
        everyMetric.map(metric => [metric, together[metric]]),
      )
      expect(found.map(({ metric, values }) => [metric, values])).toEqual(
        everyMetric.map(metric => [metric, overTime.map(values => values[metric])]),
      )
    }
  },
  within(300_000),
)

const wanted = Object.fromEntries(
  ['value', 'values', 'exact', 'exactValues', 'previousValue', 'previousValues'].map(field => [field, {}]),
)

/** Compares an answer with the fold. Returns the number of groups of all others. */
async function compare(
  log: Parameters<typeof linesIn>[0],
  project: string,
  question: MeasuresQuestion & { weekStart: 'MONDAY' | 'SUNDAY' },
): Promise<number> {
  const before = { ...question, from: question.from - (question.to - question.from), to: question.from }
  const range = (of: MeasuresQuestion) => ({ between: { from: new Date(of.from), to: new Date(of.to) } })
  const answer = await measures(
    queryScope(app, project, { timeZone: question.timeZone, asOf }),
    {
      metrics: question.metrics.map(name => ({ name })),
      by: question.by,
      first: question.first,
      filter: question.filter,
      interval: question.interval,
      weekStart: question.weekStart,
      orderBy: { metric: 1, order: MeasureOrder.LARGEST },
      range: range(question),
      compare: { range: range(before) },
    },
    { groups: { numbers: wanted } },
  )
  const history = withInherited(log)
  const groups = groupsIn(history, question)
  const now = linesIn(history, question, groups)
  const previous = linesIn(history, before, groups)
  const context = `${project} ${JSON.stringify(question)}, SEED=${seed}`
  if (question.by.length) expect(answer.groupCount, context).toBe(groups.count)
  expect(
    answer.groups.map(({ labels, isOther }) => ({ labels, isOther })),
    context,
  ).toEqual(now.map(({ labels, isOther }) => ({ labels, isOther })))
  for (const [i, line] of now.entries())
    for (const [m, metric] of question.metrics.entries())
      expectNumber(metric, answer.groups[i]!.numbers[m]!, line, previous[i]!, context)
  return now.filter(({ isOther }) => isOther).length
}

type Line = ReturnType<typeof linesIn>[number]

function expectNumber(metric: Metric, number: MeasureNumber, now: Line, before: Line, context: string): void {
  const pairs: [unknown, unknown][] = [
    [number.value, now.total[metric]],
    [number.previousValue, before.total[metric]],
    ...now.buckets.map((bucket, i): [unknown, unknown] => [number.values[i], bucket[metric]]),
    ...before.buckets.map((bucket, i): [unknown, unknown] => [number.previousValues[i], bucket[metric]]),
  ]
  const differing = pairs.filter(([actual, expected]) => !isSame(metric, expected, actual))
  expect(differing, `${metric} of ${JSON.stringify(now.labels)}: ${context}`).toEqual([])
}

/** Counts and money are exact. Quotients agree in nine digits: the engine adds in another order. */
function isSame(metric: Metric, expected: unknown, actual: unknown): boolean {
  if (typeof expected !== 'number' || typeof actual !== 'number' || !isNullable(metric))
    return expected === actual
  return Math.abs(expected - actual) <= 1e-9 * Math.abs(expected)
}
