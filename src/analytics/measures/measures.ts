import {
  type MeasureAnswer,
  type MeasuredMetric,
  type MeasureGroup,
} from '../../schema/questions/measure-answer.ts'
import {
  type MeasureBreakdownInput,
  MeasureOrder,
  type MetricRefInput,
} from '../../schema/questions/measure-input.ts'
import { type Selection } from '../query/measure/selection.ts'
import { isComplete } from '../query/meta.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { type Frame, wholeRange } from './frame.ts'
import { type Groups, largestGroups, type RankedGroups } from './largest-groups.ts'
import { measureMeta } from './measure-meta.ts'
import { type AskedMeasure, type Period, type ResolvedMeasure, resolveMeasure } from './resolve-measure.ts'
import { type ValueAt, valuesIn } from './shared-values.ts'
import { toNumber } from './to-number.ts'

/**
 * Metrics as numbers over a range and over time, in total or broken down. Every number is computed from its own rows, that
 * of all other groups too. Only what is selected is computed.
 * @throws INVALID_METRICS, INVALID_BREAKDOWN, INVALID_FIRST, INVALID_RANGE, INVALID_COMPARE, INVALID_FILTER,
 * INVALID_FORMULA, CYCLE, NOT_FOUND, TOO_MANY_BUCKETS, TOO_MANY_CELLS
 */
export async function measures(
  scope: QueryScope,
  input: AskedMeasure,
  selected: Selection,
): Promise<MeasureAnswer> {
  const resolved = await resolveMeasure(scope, input)
  const { query, period, compared } = resolved
  const needs = needsOf(selected)
  const groups = resolved.labels.length ? await largestGroups(...rankingOf(resolved)) : undefined
  const [now, before, meta] = await Promise.all([
    valuesOfAll(groups, period, needs.now) ?? valuesOver(resolved, groups, period, needs.now),
    compared && valuesOver(resolved, groups, compared, needs.before),
    measureMeta(resolved, groups, selected.meta),
  ])
  return {
    metrics: metricsOf(resolved),
    breakdowns: (input.by ?? []).map(breakdownName),
    range: period.range,
    previousRange: compared?.range ?? null,
    timestamps: startsOf(period),
    isComplete: period.edges?.slice(1).map(end => isComplete(query, end)) ?? [],
    previousTimestamps: compared ? startsOf(compared) : [],
    groups: groupsOf(resolved, groups, now, before),
    groupCount: groups?.count ?? 0,
    meta,
  }
}

/** The numbers that are selected of a period. */
interface Needs {
  hasTotal: boolean
  hasBuckets: boolean
}

/** A change needs the number of both periods. */
function needsOf({ groups }: Selection): { now: Needs; before: Needs } {
  const of = groups?.numbers ?? {}
  const isChange = Boolean(of.changeRate ?? of.changePoints ?? of.isImprovement)
  return {
    now: {
      hasTotal: isChange || Boolean(of.value ?? of.exact ?? of.nullReason),
      hasBuckets: Boolean(of.values ?? of.exactValues),
    },
    before: {
      hasTotal: isChange || Boolean(of.previousValue ?? of.exactPreviousValue),
      hasBuckets: Boolean(of.previousValues ?? of.exactPreviousValues),
    },
  }
}

const rowsOf = ({ query, input, labels }: ResolvedMeasure, { range }: Period) => ({
  query,
  labels,
  measured: { range, filter: input.filter },
})

function rankingOf(resolved: ResolvedMeasure): Parameters<typeof largestGroups> {
  const { input, expressions, period } = resolved
  const { metric, order } = input.orderBy ?? { metric: 1, order: MeasureOrder.LARGEST }
  const by = expressions[metric - 1]!
  return [rowsOf(resolved, period), { expressions, by, order, first: input.first }]
}

/** The numbers that came with the groups, if all groups are shown: then there is no other number, and no further scan. */
function valuesOfAll(
  groups: RankedGroups | undefined,
  { edges }: Period,
  { hasTotal, hasBuckets }: Needs,
): ValueAt[] | undefined {
  if (!groups || groups.count > groups.shown.length || !hasTotal || (hasBuckets && edges)) return undefined
  const numbers = groups.shown[0]?.values ?? []
  return numbers.map(
    (_, i) => (line, at) => (at === wholeRange ? groups.shown[line - 1]?.values[i] : undefined),
  )
}

/** The numbers of each metric over a period. */
function valuesOver(
  resolved: ResolvedMeasure,
  groups: Groups | undefined,
  period: Period,
  { hasTotal, hasBuckets }: Needs,
): Promise<ValueAt[]> | undefined {
  const edges = hasBuckets ? period.edges : undefined
  if (!hasTotal && !edges) return undefined
  const frame: Frame = {
    ...rowsOf(resolved, period),
    keys: groups?.shown.map(({ key }) => key) ?? [],
    lines: linesOf(groups).map(({ line }) => line),
    edges,
    hasTotal,
  }
  return Promise.all(resolved.expressions.map(expression => valuesIn(frame, expression)))
}

type Shown = Pick<MeasureGroup, 'labels' | 'isOther'> & { line: number }

/** The lines in their order, that of all other groups last. Without a breakdown there is one line. */
function linesOf(groups: Groups | undefined): Shown[] {
  const other = { line: 0, labels: [], isOther: Boolean(groups) }
  if (!groups) return [other]
  const lines = groups.shown.map(({ labels }, i) => ({ line: i + 1, labels, isOther: false }))
  return groups.count > lines.length ? [...lines, other] : lines
}

const groupsOf = (
  resolved: ResolvedMeasure,
  groups: Groups | undefined,
  now: ValueAt[] | undefined,
  before: ValueAt[] | undefined,
): MeasureGroup[] =>
  linesOf(groups).map(({ line, ...shown }) => ({
    ...shown,
    numbers: metricsOf(resolved).map((metric, i) =>
      toNumber(metric, line, {
        now: now && { valueAt: now[i]!, starts: startsOf(resolved.period) },
        before: before && { valueAt: before[i]!, starts: startsOf(resolved.compared!) },
      }),
    ),
  }))

export const metricsOf = ({ input, expressions }: ResolvedMeasure): MeasuredMetric[] =>
  expressions.map(({ key, unit, isUpGood }, i) => ({
    name: key ?? nameOf(input.metrics[i]!),
    unit,
    isUpGood,
  }))

const nameOf = ({ name, key, formula }: MetricRefInput): string => name ?? key ?? formula ?? ''

export const breakdownName = ({ dimension, property, trait }: MeasureBreakdownInput): string =>
  dimension ?? property ?? trait ?? 'segment'

const startsOf = ({ edges }: Period) => edges?.slice(0, -1) ?? []
