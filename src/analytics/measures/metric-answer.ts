import { type CalendarUnit } from '../../schema/date-range-input.ts'
import {
  type MetricAnswer,
  type MetricBreakdown,
  type MetricBreakdownArgs,
  type MetricSeries,
} from '../../schema/metrics/metric-answer.ts'
import { type MetricDefinition } from '../../schema/metrics/metric-definition.ts'
import { type ComparedArgs } from '../../schema/question-args.ts'
import { type MeasureInput, type MetricRefInput } from '../../schema/questions/measure-input.ts'
import { type Selection } from '../query/measure/selection.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { measures } from './measures.ts'

/** A question about one metric. Its parts are further questions about the same. */
export interface AskedMetric {
  scope: QueryScope
  ref: MetricRefInput
  args: ComparedArgs
  metric: MetricDefinition
}

/** The answer about a metric, from which its parts are asked. */
export interface AnsweredMetric extends MetricAnswer {
  asked: AskedMetric
}

/** The number of a metric over the range. @throws as `measures` does */
export async function metricAnswer(asked: AskedMetric, selected: Selection): Promise<AnsweredMetric> {
  const { groups, meta } = await measures(asked.scope, inputOf(asked), selectionOf(selected))
  return { ...groups[0]!.numbers[0]!, metric: asked.metric, meta, asked }
}

/** The metric over time. @throws as `measures` does */
export async function metricSeries(
  asked: AskedMetric,
  interval: CalendarUnit,
  selected: Selection,
): Promise<MetricSeries> {
  const answer = await measures(asked.scope, inputOf(asked, { interval }), selectionOf(selected))
  return { ...answer, ...answer.groups[0]!.numbers[0]! }
}

/** The metric for each group. @throws as `measures` does */
export async function metricBreakdown(
  asked: AskedMetric,
  { by, first, order }: MetricBreakdownArgs,
  selected: Selection,
): Promise<MetricBreakdown> {
  const input = inputOf(asked, { by, first, orderBy: { metric: 1, order } })
  const { groups, groupCount, meta } = await measures(asked.scope, input, selectionOf(selected.groups ?? {}))
  return { groupCount, meta, groups: groups.map(({ numbers, ...group }) => ({ ...numbers[0]!, ...group })) }
}

const inputOf = ({ ref, args }: AskedMetric, more: Partial<MeasureInput> = {}) => ({
  ...args,
  metrics: [ref],
  first: 1,
  ...more,
})

/** The fields of a number, where the measure engine has them. */
const selectionOf = (numbers: Selection): Selection => ({ groups: { numbers } })
