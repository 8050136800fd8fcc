import Big from 'big.js'
import type { FilterInput } from '../../../src/schema/filter-input.ts'
import type { BreakdownInput } from '../../../src/schema/users/audience.ts'
import { isActivity, usersOf } from './activity.ts'
import { bucketStarts, type Calendar } from './calendar.ts'
import { passes, subjectOf, textOf } from './filter.ts'
import type { LogEvent } from './log-event.ts'
import type { Match } from './match.ts'
import { quantile } from './quantile.ts'
import { ratio } from './totals.ts'

export type MeasureName =
  | 'EVENTS'
  | 'UNIQUE_USERS'
  | 'EVENTS_PER_USER'
  | 'SUM'
  | 'AVERAGE'
  | 'MIN'
  | 'MAX'
  | 'P50'
  | 'P75'
  | 'P90'
  | 'P95'
  | 'P99'
  | 'UNIQUE'

export interface OneSeries extends Match {
  measure: MeasureName
  property?: string
}

/** Milliseconds UTC, half-open. */
interface Range {
  from: number
  to: number
}

export type SeveralSeries = Calendar &
  Range & {
    series: OneSeries[]
    filter?: FilterInput
    breakdown?: Pick<BreakdownInput, 'dimension' | 'property'>
    first: number
  }

/** A line of the answer; `series` is the position of its series in the question. */
interface Line {
  series: number
  group: string | null
  isOther: boolean
  values: (number | null)[]
  total: number | null
}

/** The values that the events of a range are grouped by, the one with the most events of any series first. */
export function groupsIn(history: LogEvent[], question: SeveralSeries): string[] {
  const counted = eventsIn(history, question, question).filter(event =>
    question.series.some(series => isIn(event, series)),
  )
  const sizes = [...Map.groupBy(counted, event => groupOf(event, question))].map(
    ([value, events]) => [value, events.length] as const,
  )
  return sizes.sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([value]) => value)
}

/** The lines of every series in a range. `groups` are all groups of the question, also for the range before. */
export function linesIn(
  history: LogEvent[],
  question: SeveralSeries,
  range: Range,
  groups: string[],
): Line[] {
  const starts = bucketStarts(range.from, range.to, question)
  const inside = eventsIn(history, question, range)
  const shown = groups.slice(0, question.first)
  return question.series.flatMap((series, i) => {
    const events = inside.filter(event => isIn(event, series))
    const line = (group: string | null, isOther: boolean, of: LogEvent[]): Line => ({
      series: i,
      group,
      isOther,
      values: starts.map((start, k) => measured(series, between(of, start, starts[k + 1] ?? range.to))),
      total: measured(series, of),
    })
    if (!question.breakdown) return [line(null, false, events)]
    const lines = shown.map(value =>
      line(
        value || null,
        false,
        events.filter(event => groupOf(event, question) === value),
      ),
    )
    const others = events.filter(event => !shown.includes(groupOf(event, question)))
    return groups.length > shown.length ? [...lines, line(null, true, others)] : lines
  })
}

/** The number of values of a series that are not numbers. */
export function leftOutOf(history: LogEvent[], question: SeveralSeries, series: OneSeries): number {
  if (!series.property || series.measure === 'UNIQUE') return 0
  const events = eventsIn(history, question, question).filter(event => isIn(event, series))
  return valuesOf(series, events).filter(value => !isNumber(value)).length
}

const eventsIn = (history: LogEvent[], { filter }: SeveralSeries, { from, to }: Range) =>
  between(history, from, to).filter(event => passes(event, filter))

const between = (events: LogEvent[], from: number, to: number) =>
  events.filter(({ at }) => at >= from && at < to)

function isIn(event: LogEvent, { event: name, filter, anyOf }: Match): boolean {
  if (anyOf) return anyOf.some(match => isIn(event, match))
  return (name === undefined || event.name === name) && passes(event, filter)
}

const groupOf = (event: LogEvent, { breakdown }: SeveralSeries): string =>
  textOf(subjectOf(event, breakdown!, {}))

function measured(series: OneSeries, events: LogEvent[]): number | null {
  return measures[series.measure](events, valuesOf(series, events))
}

/** The values of the property, as texts. */
const valuesOf = ({ property }: OneSeries, events: LogEvent[]): string[] =>
  property ? events.map(event => textOf(subjectOf(event, { property }, {}))).filter(Boolean) : []

const isNumber = (text: string) => /^-?\d+(\.\d+)?$/.test(text)
const numbersIn = (values: string[]) => values.filter(isNumber).map(Number)
const sum = (values: string[]) =>
  values
    .filter(isNumber)
    .reduce((total, value) => total.plus(value), Big(0))
    .toNumber()

type MeasureOf = (events: LogEvent[], values: string[]) => number | null

const percentile =
  (level: number): MeasureOf =>
  (_, values) =>
    quantile(numbersIn(values), level)
const extreme =
  (of: (...numbers: number[]) => number): MeasureOf =>
  (_, values) => {
    const numbers = numbersIn(values)
    return numbers.length ? of(...numbers) : null
  }

/** Users are counted by the events that make them active, as everywhere. */
const measures: Record<MeasureName, MeasureOf> = {
  EVENTS: events => events.length,
  UNIQUE_USERS: events => usersOf(events.filter(isActivity)).size,
  EVENTS_PER_USER: events => {
    const active = events.filter(isActivity)
    return ratio(active.length, usersOf(active).size)
  },
  SUM: (_, values) => sum(values),
  AVERAGE: (_, values) => ratio(sum(values), numbersIn(values).length),
  MIN: extreme(Math.min),
  MAX: extreme(Math.max),
  P50: percentile(0.5),
  P75: percentile(0.75),
  P90: percentile(0.9),
  P95: percentile(0.95),
  P99: percentile(0.99),
  UNIQUE: (_, values) => new Set(values).size,
}
