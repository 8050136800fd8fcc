import { at } from '../../checks/collect.ts'
import { expressionOf } from '../../formulas/expression-of.ts'
import { type SharedInput } from '../../schema/question-args.ts'
import { type MeasureInput } from '../../schema/questions/measure-input.ts'
import { type Asked } from '../query/asked.ts'
import { bucketEdges } from '../query/calendar.ts'
import { rangesOf } from '../query/measure/stats.ts'
import { type Query } from '../query/query.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { type Range } from '../query/range.ts'
import { resolveQuery } from '../query/resolve-query.ts'
import { checkCells, checkMeasure, checkRestrictions } from './check-measure.ts'
import { checkLabels, type Label, labelsOf } from './labels.ts'
import { type MetricExpression } from './metric-expression.ts'

/** A question about metrics with its calendar and its segment. */
export interface AskedMeasure extends Asked<MeasureInput & SharedInput> {
  /** The edges of buckets of any length, instead of those of `interval`. They cover the range. */
  edges?: Date[]
}

/** A range and its buckets, if the question has an interval. */
export interface Period {
  range: Range
  edges: Date[] | undefined
}

/** A question about metrics with everything that it names. */
export interface ResolvedMeasure {
  query: Query
  input: AskedMeasure
  /** In the order of `metrics`. */
  expressions: MetricExpression[]
  /** In the order of `by`. */
  labels: Label[]
  period: Period
  /** The period that it is compared with. */
  compared: Period | undefined
}

/** @throws as `measures` does */
export async function resolveMeasure(scope: QueryScope, input: AskedMeasure): Promise<ResolvedMeasure> {
  const [query, { expressions, labels }] = await Promise.all([
    resolveQuery(scope, input),
    namedIn(scope, input),
  ])
  const { range, compared } = rangesOf(query, input)
  const period = periodOf(query, input, range)
  checkCells(input, period.edges?.length)
  return {
    query,
    input,
    expressions,
    labels,
    period,
    compared: compared && periodOf(query, input, compared),
  }
}

/**
 * The metrics and the breakdowns of a question.
 * @throws INVALID_METRICS, INVALID_BREAKDOWN, INVALID_FIRST, INVALID_FORMULA, CYCLE, NOT_FOUND
 */
export async function namedIn(
  scope: QueryScope,
  input: MeasureInput,
): Promise<Pick<ResolvedMeasure, 'expressions' | 'labels'>> {
  checkMeasure(input)
  const by = input.by ?? []
  const [expressions, labels] = await Promise.all([
    Promise.all(input.metrics.map((metric, i) => at(['metrics', i], () => expressionOf(scope, metric)))),
    labelsOf(scope, by),
  ])
  checkRestrictions(by, expressions)
  checkLabels(labels, sourcesOf(expressions))
  return { expressions, labels }
}

const sourcesOf = (expressions: MetricExpression[]) =>
  expressions.flatMap(({ aggregates }) => aggregates.map(({ source }) => source))

const periodOf = ({ calendar }: Query, { interval, edges }: AskedMeasure, range: Range): Period => ({
  range,
  edges: edges ?? (interval ? bucketEdges(range.from, range.to, interval, calendar) : undefined),
})
