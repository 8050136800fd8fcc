import { asked } from '../../../analytics/query/asked.ts'
import { type Beside } from '../../../questions/times.ts'
import { WeekStart } from '../../../schema/date-range-input.ts'
import { FilterOperator } from '../../../schema/filter-input.ts'
import { largest } from '../../../schema/largest.ts'
import { type SharedInput } from '../../../schema/question-args.ts'
import {
  type MeasureBreakdownInput,
  type MeasureInput,
  type MetricRefInput,
} from '../../../schema/questions/measure-input.ts'
import { bucketsCost } from '../buckets-cost.ts'
import { metricsCost } from '../metrics-cost.ts'
import { type Question } from '../question.ts'
import { reading, type Scope, scopeOf } from '../reading.ts'
import { sumOf } from '../sum-of.ts'
import { segmentCost } from '../users/segment-cost.ts'

/** The cost of one scan for the numbers, one for those of the compared range, and one to find the groups. */
export function measureCost(given: MeasureInput, beside: Beside, field: Question): number {
  const input = asked<MeasureInput & SharedInput>({ ...given, weekStart: WeekStart.MONDAY }, beside)
  const { compare, range } = input
  const scan = scanCost(input, scopeOf(input, { filters: conditionsOf(input.by) }))
  const before = { ...input, range: compare?.range ?? range }
  const scanBefore = scanCost(before, scopeOf(before, { filters: conditionsOf(input.by) }))
  return (
    groupsOf(input) * field.fieldsCost +
    scan * (input.by?.length ? 2 : 1) +
    (compare ? scanBefore : 0) +
    (input.by?.length && hasTotals(field) ? metricsCost(['events'], scopeOf(input), 'events') : 0) +
    (input.interval ? bucketsCost(linesOf(field, input), range, input.interval) : 0)
  )
}

/** Whether numbers of all events are selected, which have a statement of their own beside groups. */
const hasTotals = ({ selected: { meta } }: Question) => Boolean(meta?.caveats ?? meta?.sampleSize)

/** The service refuses more. */
const metricsOf = ({ metrics }: MeasureInput) => metrics.slice(0, largest.questionMetrics)

const groupsOf = ({ by, first }: MeasureInput) =>
  by?.length ? Math.min(Math.max(first, 1), largest.groups) + 1 : 1

/** Built-in metrics cost what they cost elsewhere. A formula, and a custom metric, counts as a scan of all events. */
function scanCost(input: MeasureInput, scope: Scope): number {
  const names = metricsOf(input).flatMap(({ name }) => name ?? [])
  const isNarrowed = scope.isNarrowed || Boolean(input.by?.length)
  return (
    metricsCost(names, { ...scope, isNarrowed }, 'events') +
    (metricsOf(input).some(isFormula) ? reading('events', scope) : 0) +
    sumOf(input.by ?? [], segmentsCost)
  )
}

const isFormula = ({ name }: MetricRefInput) => name == null

const segmentsCost = ({ segmentIds }: MeasureBreakdownInput) =>
  sumOf(segmentIds ?? [], segmentId => segmentCost({ segmentId }))

/** A label that is read counts as a condition. */
const conditionsOf = (by: MeasureBreakdownInput[] | null | undefined) =>
  (by ?? []).map(({ dimension, property, trait }) => ({
    dimension,
    property,
    trait,
    operator: FilterOperator.IS_SET,
  }))

/** The values of each bucket, for each line of the answer. */
const linesOf = (field: Question, input: MeasureInput): Pick<Question, 'values'>[] =>
  field.parts('groups').flatMap(groups =>
    groups.parts('numbers').flatMap(({ selected }) => {
      const values = seriesFields.filter(name => name in selected).length
      return Array(values ? groupsOf(input) * metricsOf(input).length : 0).fill({ values })
    }),
  )

const seriesFields = ['values', 'exactValues', 'previousValues', 'exactPreviousValues']
