import { type MeasuredMetric, type MeasureNumber } from '../../schema/questions/measure-answer.ts'
import { changeOf } from '../query/compare.ts'
import { wholeRange } from './frame.ts'
import { type ValueAt } from './shared-values.ts'

/** The numbers of a metric over a period, with the starts of its buckets. */
interface Series {
  valueAt: ValueAt
  starts: Date[]
}

/** The number of a metric on a line, of each period that was computed. */
export function toNumber(
  metric: MeasuredMetric,
  line: number,
  { now, before }: { now: Series | undefined; before: Series | undefined },
): MeasureNumber {
  const whole = now?.valueAt(line, wholeRange)
  const previousValue = before?.valueAt(line, wholeRange)?.value ?? null
  const value = whole?.value ?? null
  const values = valuesOf(now, line)
  const previousValues = valuesOf(before, line)
  const isExact = metric.unit === 'USD'
  return {
    metric: metric.name,
    value,
    exact: isExact ? asText(value) : null,
    nullReason: whole?.nullReason ?? null,
    values,
    exactValues: isExact ? values.map(asText) : [],
    previousValue,
    exactPreviousValue: isExact ? asText(previousValue) : null,
    previousValues,
    exactPreviousValues: isExact ? previousValues.map(asText) : [],
    ...changeBetween(metric, value, previousValue),
  }
}

const asText = (value: Value): string | null => (value === null ? null : String(value))

const valuesOf = (series: Series | undefined, line: number): MeasureNumber['values'] =>
  series?.starts.map(start => series.valueAt(line, start.getTime())?.value ?? null) ?? []

type Value = MeasureNumber['value']

/** A change for the better goes up where a higher number is better, and down where it is worse. */
function changeBetween({ unit, isUpGood }: MeasuredMetric, value: Value, previous: Value) {
  const { changeRate, changePoints } = changeOf({ unit, isUpGood }, value, previous)
  const difference = value === null || previous === null ? 0 : Number(value) - Number(previous)
  return {
    changeRate,
    changePoints,
    isImprovement: isUpGood === null || difference === 0 ? null : difference > 0 === isUpGood,
  }
}
