import { badInput } from '../../errors.ts'
import { type ChangeBreakdown, type ChangeExplanation } from '../../schema/changes/explain-change.ts'
import { ComparePeriod } from '../../schema/compare.ts'
import { largest } from '../../schema/largest.ts'
import { type QuestionArgs } from '../../schema/question-args.ts'
import { type MeasureBreakdownInput, type MetricRefInput } from '../../schema/questions/measure-input.ts'
import { checkRestrictions } from '../measures/check-measure.ts'
import { wholeRange } from '../measures/frame.ts'
import { checkLabels, type Label, labelsOf } from '../measures/labels.ts'
import { type Groups } from '../measures/largest-groups.ts'
import { measureMeta } from '../measures/measure-meta.ts'
import { breakdownName, metricsOf } from '../measures/measures.ts'
import { type ExpressionParts, type MetricExpression } from '../measures/metric-expression.ts'
import { type Period, type ResolvedMeasure, resolveMeasure } from '../measures/resolve-measure.ts'
import { type ValueAt, valuesIn } from '../measures/shared-values.ts'
import { checkFirst } from '../query/first.ts'
import { elapsedMinutes } from '../query/measure/per-minute.ts'
import { type Selection } from '../query/measure/selection.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { type Changed, changedGroups, expressionsOf } from './changed-groups.ts'
import { type Both, type Counted } from './contributions.ts'
import { divided, type Rational, rational, zero } from './rational.ts'
import { changeOf, toBreakdown } from './to-breakdown.ts'

/** The change of a metric as a question: two ranges, and the breakdowns that explain it. */
export type AskedChange = QuestionArgs & {
  metric: MetricRefInput
  compare?: ResolvedMeasure['input']['compare']
  by: MeasureBreakdownInput[]
  first: number
}

/**
 * The change of a metric between two ranges, and for each breakdown the contributions of its values, which sum to the
 * change exactly: `contributions.ts` has the formulas. Every number is computed from its own rows.
 * @throws NOT_EXPLAINABLE for a metric that is made of nothing that adds up, INVALID_BREAKDOWN, and as `measures` does
 */
export async function explainChange(
  scope: QueryScope,
  asked: AskedChange,
  selected: Selection,
): Promise<ChangeExplanation> {
  checkAsked(asked)
  const resolved = await resolveMeasure(scope, inputOf(asked))
  const explained = explainedOf(resolved)
  checkRestrictions(asked.by, resolved.expressions)
  const labels = await labelsOf(scope, asked.by)
  checkLabels(labels, sourcesOf(explained.parts))
  const [whole, breakdowns, meta] = await Promise.all([
    countedIn(explained, [], undefined).then(lines => lines[0]!),
    Promise.all(labels.map(label => valuesOf(explained, label, asked.first))),
    measureMeta(resolved, undefined, selected.meta),
  ])
  const explainedBy = ([groups, lines]: [Groups, Both[]], i: number): ChangeBreakdown =>
    toBreakdown(breakdownName(asked.by[i]!), whole, groups, lines)
  return {
    ...changeOf(whole),
    metric: metricsOf(resolved)[0]!,
    isQuotient: Boolean(explained.parts.under),
    range: resolved.period.range,
    previousRange: resolved.compared!.range,
    breakdowns: breakdowns.map(explainedBy),
    meta,
  }
}

/** @throws INVALID_BREAKDOWN, INVALID_FIRST */
function checkAsked({ by, first }: AskedChange): void {
  const most = largest.explainedBreakdowns
  if (!by.length || by.length > most)
    throw badInput('INVALID_BREAKDOWN', 'by', `by must have 1 to ${most} breakdowns.`)
  checkFirst(first)
}

const inputOf = ({ metric, compare, by: _, ...args }: AskedChange) => ({
  ...args,
  metrics: [metric],
  compare: compare ?? { period: ComparePeriod.PREVIOUS_PERIOD },
})

/** A metric that can be explained, with everything that its numbers are computed from. */
interface Explained {
  resolved: ResolvedMeasure
  parts: ExpressionParts
  isPerMinute: boolean
}

/** @throws NOT_EXPLAINABLE */
function explainedOf(resolved: ResolvedMeasure): Explained {
  const { parts, needsMinutes } = resolved.expressions[0]!
  if (parts) return { resolved, parts, isPerMinute: needsMinutes }
  throw badInput(
    'NOT_EXPLAINABLE',
    'metric',
    'The number of all events does not follow from the numbers of groups of them, as that of a sum or a quotient of sums ' +
      'does. A percentile, for instance, cannot be explained; the mean of the same values can.',
  )
}

const sourcesOf = (parts: ExpressionParts) =>
  expressionsOf(parts).flatMap(({ aggregates }) => aggregates.map(({ source }) => source))

/** The values of a breakdown that are shown, and what was counted of each, all others last. */
async function valuesOf(explained: Explained, label: Label, first: number): Promise<[Groups, Both[]]> {
  const { resolved, parts, isPerMinute } = explained
  const rows = ({ range }: Period) => rowsOf(resolved, range, [label])
  const changed: Changed = {
    now: rows(resolved.period),
    before: rows(resolved.compared!),
    parts,
    isPerMinute,
  }
  const groups = await changedGroups(changed, first)
  return [groups, await countedIn(explained, [label], groups)]
}

const rowsOf = ({ query, input }: ResolvedMeasure, range: Period['range'], labels: Label[]) => ({
  query,
  labels,
  measured: { range, filter: input.filter },
})

/** What was counted on each line in both ranges: of all groups shown, then of all others; without labels, of everything. */
async function countedIn(explained: Explained, labels: Label[], groups: Groups | undefined): Promise<Both[]> {
  const { period, compared } = explained.resolved
  const keys = groups?.shown.map(({ key }) => key) ?? []
  const lines = [...keys.keys()].map(i => i + 1)
  const [now, before] = await Promise.all(
    [period, compared!].map(({ range }) => countedOver(explained, range, labels, keys)),
  )
  return [...lines, 0].map(line => ({ now: now!(line), before: before!(line) }))
}

async function countedOver(
  { resolved, parts, isPerMinute }: Explained,
  range: Period['range'],
  labels: Label[],
  keys: string[],
): Promise<(line: number) => Counted> {
  const lines = labels.length ? [...keys.map((_, i) => i + 1), 0] : [0]
  const frame = { ...rowsOf(resolved, range, labels), keys, lines, edges: undefined, hasTotal: true }
  const values = (expression: MetricExpression) => valuesIn(frame, expression)
  const [over, under] = await Promise.all(expressionsOf(parts).map(values))
  const elapsed = elapsedMinutes(range, resolved.query.asOf)
  return line => {
    const number = numberAt(over!, line)
    return isPerMinute ? perMinute(number, elapsed) : { over: number, under: under && numberAt(under, line) }
  }
}

const numberAt = (valueAt: ValueAt, line: number): Rational =>
  rational(String(valueAt(line, wholeRange)?.value ?? 0))

/** A count per minute adds up like the count. Before the range begins it is a quotient of nothing. */
function perMinute(count: Rational, minutes: number): Counted {
  const elapsed = { over: BigInt(Math.round(minutes * 60_000)), under: 60_000n }
  return minutes > 0 ? { over: divided(count, elapsed)!, under: undefined } : { over: zero, under: zero }
}
