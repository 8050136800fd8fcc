import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type MetricExpression } from '../../../src/analytics/measures/metric-expression.ts'
import { eventsOfMeasured } from '../../../src/analytics/query/measure/measured.ts'
import { resolveQuery } from '../../../src/analytics/query/resolve-query.ts'
import { joined, name, sql } from '../../../src/clickhouse/sql.ts'
import { compileMetric } from '../../../src/formulas/compile-metric.ts'
import { FormulaError } from '../../../src/formulas/grammar/formula-error.ts'
import { passes } from '../../support/evaluate/filter.ts'
import { evaluateFormula, type Formula, Undecided } from '../../support/evaluate/formula.ts'
import { withInherited } from '../../support/evaluate/inherited.ts'
import type { LogEvent } from '../../support/evaluate/log-event.ts'
import { isIn } from '../../support/evaluate/metric-sample.ts'
import { metricsTogether } from '../../support/evaluate/metrics.ts'
import { logStory } from '../../support/log-story.ts'
import { queryScope } from '../../support/query-scope.ts'
import { randomFormula, written } from '../../support/random/random-formula.ts'
import { randomLog } from '../../support/random/random-log.ts'
import { type Question, randomQuestion } from '../../support/random/random-question.ts'
import { rounds, seed, within } from '../../support/rounds.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

const asOf = Date.now()

const perLog = 10

/** A property is of any unit, so that not every random formula has units that fit. */
function hasUnits(formula: Formula): boolean {
  try {
    return Boolean(expressionOf('any', formula))
  } catch (error) {
    if (error instanceof FormulaError) return false
    throw error
  }
}

/** The logs of projects, each with a question about a range, and formulas. */
const dataSets = fc
  .sample(
    randomLog.chain(log =>
      fc.record({
        log: fc.constant(log),
        question: randomQuestion(log, fc.constant([])),
        formulas: fc.array(randomFormula.filter(hasUnits), { minLength: perLog, maxLength: perLog }),
      }),
    ),
    { numRuns: rounds(200), seed },
  )
  .map((drawn, number) => ({ ...drawn, project: `formulas ${number}` }))

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
  'random formulas equal those evaluated over plain events',
  async () => {
    const found: object[] = []
    let compared = 0
    let numbers = 0
    for (const { log, project, question, formulas } of dataSets) {
      const facts = factsOf(log, question)
      const actual = await valuesOf(project, question, formulas)
      for (const [i, formula] of formulas.entries()) {
        const expected = decided(formula, facts)
        if (!expected) continue
        compared++
        if (expected.number !== null) numbers++
        if (!isSame(expected, actual[i]!))
          found.push({ project, formula: written(formula), expected: expected.number, actual: actual[i] })
      }
    }
    expect(
      found.slice(0, 20),
      `${found.length} of ${compared} differ; SEED=${seed} draws them again`,
    ).toEqual([])
    const all = dataSets.length * perLog
    expect(compared).toBeGreaterThan(all * 0.8)
    expect(numbers).toBeGreaterThan(all * 0.4)
  },
  within(300_000),
)

/** Undefined where rounding decides the result. */
function decided(formula: Formula, facts: ReturnType<typeof factsOf>) {
  try {
    return evaluateFormula(formula, facts)
  } catch (error) {
    if (error instanceof Undecided) return undefined
    throw error
  }
}

function factsOf(log: LogEvent[], question: Question) {
  const events = withInherited(log)
  return {
    events: events.filter(event => isIn(event.at, question) && passes(event, question.filter)),
    metrics: metricsTogether(events, { ...question, timeZone: 'UTC', asOf }),
  }
}

/** The values of all formulas in one statement, as the measure engine makes it. */
async function valuesOf(project: string, question: Question, formulas: Formula[]) {
  const { from, to, filter } = question
  const query = await resolveQuery(queryScope(app, project, { timeZone: 'UTC', asOf }), question)
  const measured = { range: { from: new Date(from), to: new Date(to) }, filter }
  const expressions = formulas.map(formula => expressionOf(project, formula))
  const aggregates = new Map(expressions.flatMap(({ aggregates }) => aggregates).map(of => [of.name, of]))
  const columns = [...aggregates.values()].map(of => sql`${of.sql} as ${name(of.name)}`)
  const [row] = await query.run<Record<string, string | null>>(
    'formulas',
    sql`
select ${joined(expressions.map(shown))}
from (select ${joined(columns)} from ${eventsOfMeasured(query, measured)})`,
  )
  return formulas.map((_, i) => ({ value: row![`value_${i}`] ?? null, reason: row![`reason_${i}`]! }))
}

function expressionOf(project: string, formula: Formula): MetricExpression {
  return compileMetric(project, { formula: written(formula) }, new Map())
}

const shown = ({ value, nullReason }: MetricExpression, i: number) =>
  sql`toString(${value}) as ${name('value', i)}, ${nullReason} as ${name('reason', i)}`

/** A number is null with a reason, and only then. */
function isSame(
  { number, error }: { number: number | null; error: number },
  { value, reason }: { value: string | null; reason: string },
): boolean {
  if ((value === null) !== (reason !== '')) return false
  if (number === null || value === null) return number === null && value === null
  return Math.abs(Number(value) - number) <= 1e-9 * Math.max(1, Math.abs(number)) + error
}
