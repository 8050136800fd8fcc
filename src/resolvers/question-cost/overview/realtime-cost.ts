import {
  type MinuteField,
  metricsOf,
  minuteNumbers,
  type RealtimeField,
  realtimeNumbers,
} from '../../../analytics/overview/realtime/numbers.ts'
import { filterOf, shownMinutes, wantedBefore, wantedNow } from '../../../analytics/overview/realtime.ts'
import { type RealtimeArgs } from '../../../schema/overview/realtime.ts'
import { metricsCost } from '../metrics-cost.ts'
import { type Question } from '../question.ts'
import { scopeOf } from '../reading.ts'
import { sumOf } from '../sum-of.ts'
import { weights } from '../weights.ts'

/** The cost of the windows of now and of the compared day, and of the last minutes. */
export function realtimeCost({ args, selected, parts }: Question<RealtimeArgs>): number {
  const costOf = (fields: RealtimeField[]) => windowsCost(args, fields)
  return (
    costOf(wantedNow(selected)) +
    costOf(wantedBefore(selected)) +
    (selected.alerts ? savedAlertsCost : 0) +
    sumOf(parts('minutes'), part => minutesCost(args, part))
  )
}

/** Of the states, and of the names. */
const savedAlertsCost = 2 * weights.statement

/** A statement for each window with a number. */
function windowsCost(args: RealtimeArgs, fields: RealtimeField[]): number {
  const windows = Map.groupBy(
    fields.map(field => realtimeNumbers[field]),
    ({ minutes }) => minutes,
  )
  return sumOf([...windows], ([minutes, numbers]) =>
    metricsCost(metricsOf(numbers), scopeOfMinutes(args, minutes), 'events'),
  )
}

function minutesCost(args: RealtimeArgs, { selected, values }: Question<RealtimeArgs>): number {
  const fields = (Object.keys(minuteNumbers) as MinuteField[]).filter(field => field in selected)
  const metrics = metricsOf(fields.map(field => minuteNumbers[field]))
  return (
    metricsCost(metrics, scopeOfMinutes(args, shownMinutes), 'events') +
    shownMinutes * (weights.bucket + values * weights.value)
  )
}

const scopeOfMinutes = (args: RealtimeArgs, minutes: number) => ({
  ...scopeOf({ filter: filterOf(args) }),
  days: minutes / 1_440,
})
