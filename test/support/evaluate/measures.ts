import { type Metric, metrics } from '../../../src/metrics-catalogue/catalogue.ts'
import type { FilterInput } from '../../../src/schema/filter-input.ts'
import { bucketStarts, type Calendar } from './calendar.ts'
import { passes, subjectOf, textOf } from './filter.ts'
import type { LogEvent } from './log-event.ts'
import { type MetricValues, metricsOverTime, metricsTogether } from './metrics.ts'

/** A way to group events: by a text of each. */
export type GroupedBy = { dimension: NonNullable<FilterInput['dimension']> } | { property: string }

export interface MeasuresQuestion extends Calendar {
  from: number
  to: number
  filter?: FilterInput
  metrics: Metric[]
  by: GroupedBy[]
  first: number
  asOf: number
}

/** A line of the answer: its labels, and its numbers in total and in each bucket. */
interface Line {
  labels: (string | null)[]
  isOther: boolean
  total: MetricValues
  buckets: MetricValues[]
}

/** The groups with a line, largest first by the first metric, and the number of all groups. */
export function groupsIn(log: LogEvent[], question: MeasuresQuestion): { shown: string[]; count: number } {
  const passing = log.filter(event => passes(event, question.filter))
  const groups = [...Map.groupBy(passing, event => keyOf(event, question))]
    .map(([key, events]) => ({ key, total: metricsTogether(events, question) }))
    .filter(({ total }) => question.metrics.some(metric => isCounted(metric, total)))
  const [order] = question.metrics
  groups.sort((a, b) => Number(b.total[order!]) - Number(a.total[order!]) || (a.key < b.key ? -1 : 1))
  return { shown: groups.slice(0, question.first).map(({ key }) => key), count: groups.length }
}

/** A count of 0 is nothing, also per minute; a rate of 0 is something. */
const isCounted = (metric: Metric, values: MetricValues) =>
  ['COUNT', 'TOKENS', 'USD', 'PER_MINUTE'].includes(metrics[metric].unit)
    ? Number(values[metric]) !== 0
    : values[metric] !== null

/** The numbers of each group from its own events, and those of all other groups from theirs. */
export function linesIn(
  log: LogEvent[],
  question: MeasuresQuestion,
  { shown, count }: { shown: string[]; count: number },
): Line[] {
  const starts = bucketStarts(question.from, question.to, question)
  const line = (labels: Line['labels'], isOther: boolean, events: LogEvent[]): Line => ({
    labels,
    isOther,
    total: metricsTogether(events, question),
    buckets: metricsOverTime(events, question, starts),
  })
  if (!question.by.length) return [line([], false, log)]
  const lines = shown.map(key =>
    line(
      (JSON.parse(key) as string[]).map(label => label || null),
      false,
      log.filter(event => keyOf(event, question) === key),
    ),
  )
  const others = log.filter(event => !shown.includes(keyOf(event, question)))
  return count > shown.length ? [...lines, line([], true, others)] : lines
}

const keyOf = (event: LogEvent, { by }: MeasuresQuestion): string =>
  JSON.stringify(by.map(one => textOf(subjectOf(event, one, {}))))
