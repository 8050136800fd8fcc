import Big from 'big.js'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { explainChange } from '../../../src/analytics/changes/explain-change.ts'
import { catalogueExpression } from '../../../src/analytics/measures/metric-expression.ts'
import { type Metric, metrics, metricsFrom } from '../../../src/metrics-catalogue/catalogue.ts'
import { type ChangedValue, type ChangeExplanation } from '../../../src/schema/changes/explain-change.ts'
import { withInherited } from '../../support/evaluate/inherited.ts'
import { type GroupedBy, linesIn, type MeasuresQuestion } from '../../support/evaluate/measures.ts'
import { logStory } from '../../support/log-story.ts'
import { queryScope } from '../../support/query-scope.ts'
import { randomLog } from '../../support/random/random-log.ts'
import { randomQuestion } from '../../support/random/random-question.ts'
import { rounds, seed, within } from '../../support/rounds.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

const asOf = Date.now()
const everyMetric = Object.keys(metrics) as Metric[]
const isPercentile = (metric: Metric) => /P\d\d(Ms)?$|^median/.test(metric)
/** Metrics that any event can be grouped for, and that are made of numbers that add up. */
const explainable = [
  ...metricsFrom('events', everyMetric),
  ...metricsFrom('trailingDays', everyMetric),
].filter(metric => !isPercentile(metric))

/** What some quotients divide by, as a metric of its own. */
const dividedBy: Partial<Record<Metric, Metric>> = {
  aiErrorRate: 'aiCalls',
  cacheHitRate: 'aiCalls',
  aiResponseTimeMs: 'timedAiCalls',
  apiErrorRate: 'apiCalls',
  apiResponseTimeMs: 'timedApiCalls',
  fallbackRate: 'assistantMessages',
  eventsPerUser: 'activeUsers',
  stickiness: 'mau',
}

const groupedBy: fc.Arbitrary<GroupedBy> = fc.constantFrom(
  ...(['EVENT', 'CHANNEL', 'MODEL', 'ROLE', 'SUCCESS'] as const).map(dimension => ({ dimension })),
  ...['plan', 'language'].map(property => ({ property })),
)

const questions = fc
  .sample(
    randomLog.chain(log =>
      fc.record({
        log: fc.constant(log),
        question: randomQuestion(
          log,
          fc.constantFrom(...explainable, ...(Object.keys(dividedBy) as Metric[])).map(one => [one]),
        ),
        by: fc.uniqueArray(groupedBy, { minLength: 1, maxLength: 2, selector: one => JSON.stringify(one) }),
        first: fc.constantFrom(1, 2, 10),
        timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'Australia/Lord_Howe'),
      }),
    ),
    { numRuns: rounds(150, 15), seed },
  )
  .map((drawn, number) => ({ ...drawn, project: `changes ${number}` }))

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
  'every number of an explained change is the one folded from the events, and the parts sum to the change',
  async () => {
    for (const { log, project, question, by, first, timeZone } of questions) {
      const [metric] = question.metrics as [Metric]
      const before = { ...question, from: question.from - (question.to - question.from), to: question.from }
      const range = ({ from, to }: typeof question) => ({
        between: { from: new Date(from), to: new Date(to) },
      })
      const answer = await explainChange(
        queryScope(app, project, { timeZone, asOf }),
        {
          ...{ metric: { name: metric }, by, first, timeZone },
          ...{ filter: question.filter, weekStart: question.weekStart },
          ...{ range: range(question), compare: { range: range(before) } },
        },
        {},
      )
      const context = `${project} ${metric} ${JSON.stringify(by)}, SEED=${seed}`
      const under = dividedBy[metric]
      const asked = { metrics: [metric, ...(under ? [under] : [])], timeZone, asOf }
      const history = withInherited(log)
      const fold = (one: GroupedBy[], shown: string[]) =>
        [question, before].map(of => {
          const lines: MeasuresQuestion = { ...of, ...asked, by: one, first: shown.length }
          return linesIn(history, lines, { shown, count: shown.length + 1 }).map(({ total }) => total)
        }) as [Record<Metric, number | null>[], Record<Metric, number | null>[]]
      const [[wholeNow], [wholeBefore]] = fold([], [])
      expectNumbers(answer, wholeNow![metric], wholeBefore![metric], context)
      for (const [i, breakdown] of answer.breakdowns.entries()) {
        const { values } = breakdown
        const shown = values
          .filter(({ isOther }) => !isOther)
          .map(({ label }) => JSON.stringify([label ?? '']))
        const [now, previous] = fold([by[i]!], shown)
        expectSum(answer, breakdown, context)
        for (const [line, value] of values.entries()) {
          expectNumbers(value, now[line]![metric], previous[line]![metric], context)
          const whole = [wholeNow, wholeBefore] as const
          if (under)
            expectEffects(value, { metric, under, line: [now[line]!, previous[line]!], whole }, context)
          else if (!answer.isQuotient) expectDifference(value, context)
        }
        expectLargestFirst(values, context)
      }
    }
  },
  within(300_000),
)

type Numbers = Pick<ChangedValue, 'value' | 'previousValue'>

function expectNumbers({ value, previousValue }: Numbers, now: unknown, before: unknown, context: string) {
  expectClose(value, now, context)
  expectClose(previousValue, before, context)
}

/** Counts and money are exact; a quotient of exact numbers is compared with one of binary ones. */
function expectClose(actual: number | null | undefined, expected: unknown, context: string): void {
  const isClose =
    expected === null
      ? actual === null
      : Math.abs(Number(actual) - Number(expected)) <= 1e-7 * Math.abs(Number(expected))
  expect(isClose, `${actual} is not ${expected}: ${context}`).toBe(true)
}

function expectDifference({ value, previousValue, contribution }: ChangedValue, context: string): void {
  if (contribution !== null)
    expect(Math.abs(contribution - (value! - previousValue!)), context).toBeLessThan(1e-9)
}

type Totals = Partial<Record<Metric, number | null>> | undefined

interface Folded {
  metric: Metric
  under: Metric
  line: readonly [Totals, Totals]
  whole: readonly [Totals, Totals]
}

/** Mix and rate by Kitagawa's formulas over folded numbers. */
function expectEffects(value: ChangedValue, { metric, under, line, whole }: Folded, context: string): void {
  const [r, rBefore] = line.map(totals => totals![metric] ?? null)
  const [all, allBefore] = whole.map(totals => totals![metric] ?? null)
  expect(value.contribution === null, context).toBe(all == null || allBefore == null)
  if (all == null || allBefore == null) return
  const [w, wBefore] = line.map((totals, i) => Number(totals![under]) / Number(whole[i]![under]))
  expectClose(value.weight, w, context)
  expectClose(value.previousWeight, wBefore, context)
  const mean = (all + allBefore) / 2
  const [own, ownBefore] = [r ?? rBefore ?? mean, rBefore ?? r ?? mean]
  const mix = (w! - wBefore!) * ((own + ownBefore) / 2 - mean)
  const rate = (own - ownBefore) * ((w! + wBefore!) / 2)
  expect(Math.abs(Number(value.mixEffect) - mix), `mix ${context}`).toBeLessThan(1e-6 + 1e-9 * Math.abs(mean))
  expect(Math.abs(Number(value.rateEffect) - rate), `rate ${context}`).toBeLessThan(
    1e-6 + 1e-9 * Math.abs(mean),
  )
}

function expectSum(
  { exactChange, exactValue, exactPreviousValue }: ChangeExplanation,
  { values, exactNotAdditive, mixEffect, rateEffect }: ChangeExplanation['breakdowns'][number],
  context: string,
): void {
  expect(exactNotAdditive === null, context).toBe(exactChange === null)
  if (exactChange === null) return
  const sum = values.reduce((sum, value) => sum.plus(value.exactContribution!), Big(exactNotAdditive!))
  expect(sum.toFixed(), context).toBe(exactChange)
  expect(Big(exactValue!).minus(exactPreviousValue!).toFixed(), context).toBe(exactChange)
  if (mixEffect === null) return
  expect(Big(mixEffect).plus(rateEffect!).plus(exactNotAdditive!).toFixed(), context).toBe(exactChange)
}

/** In each answer the values come in the order of the size of their contributions. */
function expectLargestFirst(values: ChangedValue[], context: string): void {
  const sizes = values
    .filter(({ isOther }) => !isOther)
    .map(({ contribution }) => Math.abs(contribution ?? 0))
  for (const [i, size] of sizes.slice(1).entries())
    expect(size, context).toBeLessThanOrEqual(sizes[i]! * (1 + 1e-9) + 1e-12)
}

test.each(everyMetric)('%s is made of numbers that add up unless it is a percentile', metric => {
  expect(catalogueExpression(metric).parts === undefined).toBe(isPercentile(metric))
})
