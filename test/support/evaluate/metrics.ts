import { type Metric, metrics } from '../../../src/metrics-catalogue/catalogue.ts'
import type { FilterInput } from '../../../src/schema/filter-input.ts'
import { firstActivities, isActivity, usersOf } from './activity.ts'
import { localDate } from './calendar.ts'
import { passes } from './filter.ts'
import type { LogEvent } from './log-event.ts'
import { evaluators } from './metric-evaluators.ts'
import { isIn, type Span, sampleOf } from './metric-sample.ts'
import { sessionsOf } from './sessions.ts'

export interface MetricsQuestion extends Span {
  filter?: FilterInput
  timeZone: string
  /** The time of the question, milliseconds UTC. */
  asOf: number
}

/** Money is decimal text; null if there is nothing to measure. */
export type MetricValues = Record<Metric, number | string | null>

/** Every metric over the range: each a plain fold over plain events. Slow and literal on purpose: a second opinion. */
export function metricsTogether(log: LogEvent[], question: MetricsQuestion): MetricValues {
  return metricsOverTime(log, question, [question.from])[0]!
}

/** Every metric in each of the buckets with these starts; events outside the range count in none. */
export function metricsOverTime(
  log: LogEvent[],
  question: MetricsQuestion,
  starts: number[],
): MetricValues[] {
  const passing = log.filter(event => passes(event, question.filter))
  const whole = {
    passing,
    sessions: sessionsOf(passing),
    firstActivities: firstActivities(log),
    usersInRange: usersOf(passing.filter(event => isIn(event.at, question))),
    activeDates: activeDates(passing, question),
    timeZone: question.timeZone,
    asOf: question.asOf,
  }
  return starts.map((start, i) => {
    const from = Math.max(start, question.from)
    const to = Math.min(starts[i + 1] ?? question.to, question.to)
    const sample = sampleOf(whole, { from, to })
    const names = Object.keys(metrics) as Metric[]
    return Object.fromEntries(names.map(name => [name, evaluators[name](sample)])) as MetricValues
  })
}

function activeDates(passing: LogEvent[], { to, timeZone }: MetricsQuestion) {
  const active = passing.filter(event => isActivity(event) && event.at < to)
  return active.map(({ user, at }) => ({ user: user!, date: localDate(at, timeZone) }))
}
