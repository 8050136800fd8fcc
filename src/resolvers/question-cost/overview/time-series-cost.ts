import { needsPrevious } from '../../../analytics/overview/time-series.ts'
import { asked } from '../../../analytics/query/asked.ts'
import { isAnyActivity } from '../../../analytics/query/event-match.ts'
import { CalendarUnit } from '../../../schema/date-range-input.ts'
import { type FilterInput, FilterOperator } from '../../../schema/filter-input.ts'
import { largest } from '../../../schema/largest.ts'
import { Measure, type SeriesInput, type TimeSeriesInput } from '../../../schema/overview/time-series.ts'
import { type SharedArgsOverTime } from '../../../schema/question-args.ts'
import { bucketsCost } from '../buckets-cost.ts'
import { filtersOf, namesIn } from '../match-cost.ts'
import { type Question } from '../question.ts'
import { reading, scopeOf, weighing } from '../reading.ts'
import { weights } from '../weights.ts'

/** The service refuses more series. */
const mostSeries = 10

/** The cost of one scan for all series, one more for the largest groups, and one for the compared range. */
export function timeSeriesCost(
  question: Question<SharedArgsOverTime & { input?: TimeSeriesInput | null }>,
): number {
  const { args } = question
  const given = args.input ?? ({} as TimeSeriesInput)
  const input = asked(given, args)
  const interval = args.interval ?? given.interval ?? CalendarUnit.DAY
  const { compare, range } = input
  return (
    numbersCost(input) +
    (compare && needsPrevious(question.selected)
      ? numbersCost({ ...input, range: compare.range ?? range })
      : 0) +
    (input.breakdown ? scanCost(input, seriesOf(input)) : 0) +
    bucketsCost([question, ...furtherLines(question, input)], range, interval)
  )
}

const seriesOf = ({ series, event, measure }: TimeSeriesInput): SeriesInput[] =>
  series?.slice(0, mostSeries) ?? [{ event, measure: measure ?? Measure.EVENTS }]

/** Counts of all events are stored as totals, unless they are narrowed or broken down. */
function numbersCost(input: TimeSeriesInput): number {
  const scope = scopeOf(input)
  const series = seriesOf(input)
  const scanned = scope.isNarrowed || input.breakdown ? series : series.filter(one => !isTotal(one))
  return (
    (scanned.length < series.length ? reading('totals', scope) : 0) +
    (scanned.length ? scanCost(input, scanned) : 0)
  )
}

const isTotal = (series: SeriesInput) => isAnyActivity(series) && series.property == null

/** The cost of one statement about the events of several series. A property that it reads counts as a condition. */
function scanCost(input: TimeSeriesInput, series: SeriesInput[]): number {
  const { named, counted, events } = weights.reads
  const names = series.map(namesIn)
  const distinct = new Set(names.flatMap(names => [...(names ?? [])])).size
  const weight = names.includes(undefined) ? events : Math.min(distinct * named, counted)
  return weighing(
    weight,
    scopeOf(input, { filters: [...series.flatMap(filtersOf), ...valuesRead(input, series)] }),
  )
}

function valuesRead({ breakdown }: TimeSeriesInput, series: SeriesInput[]): FilterInput[] {
  const operator = FilterOperator.IS_SET
  const properties = series.flatMap(({ property }) => (property == null ? [] : [{ property, operator }]))
  return breakdown ? [{ ...breakdown, operator }, ...properties] : properties
}

/** The lines beyond the first one. */
function furtherLines(
  { parts }: Pick<Question, 'parts'>,
  input: TimeSeriesInput,
): Pick<Question, 'values'>[] {
  const groups = input.breakdown ? Math.min(Math.max(input.first, 1), largest.groups) + 1 : 1
  const lines = seriesOf(input).length * groups
  return parts('series').flatMap(({ values }) => Array(Math.max(lines - 1, 0)).fill({ values }))
}
