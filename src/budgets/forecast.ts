import { type Calendar, local } from '../analytics/query/calendar.ts'
import { type Range } from '../analytics/query/range.ts'
import { dayMs, hourMs } from '../durations.ts'
import { ForecastMethod } from '../schema/budgets/budget-numbers.ts'
import { quantile, sum } from '../statistics.ts'

/** What a forecast is made of. Amounts are US dollars. */
export interface Past {
  calendar: Calendar
  /** The running period. */
  period: Range
  /** The periods before it, the latest first. */
  earlier: Range[]
  now: Date
  spent: number
  amount: number
  /** The cost of each hour that had one, by the start of the hour in UTC, in milliseconds. */
  hours: ReadonlyMap<number, number>
}

export interface Forecast {
  low: number | null
  expected: number
  high: number | null
  method: ForecastMethod
  /** When the amount is spent, by the expected costs; null if that is not in this period. */
  exhaustsAt: Date | null
}

/** The weeks of which the median hour is taken, and the least that a seasonal forecast needs. */
const baselineWeeks = 6
const leastDays = 14
const levelDays = 7
/** The earlier periods that a band is made of, at most and at least. */
export const bandPeriods = 6
const leastPeriods = 3
/** How far before the oldest earlier period costs are needed. */
export const baselineMs = baselineWeeks * 7 * dayMs

/** The cost of part of an hour. */
interface Piece {
  from: number
  to: number
  cost: number
}

/** The spend at the end of the period. `BudgetForecast` in the schema describes the formula. */
export function forecast(past: Past): Forecast {
  const { now, spent, hours, period } = past
  const isSeasonal = firstHour(hours) <= now.getTime() - leastDays * dayMs
  const rest = isSeasonal ? seasonal(past, now.getTime(), period.to.getTime()) : linear(past)
  const ahead = sum(rest.map(({ cost }) => cost))
  return {
    ...(isSeasonal ? bandOf(past, ahead) : { low: null, high: null }),
    expected: spent + ahead,
    method: isSeasonal ? ForecastMethod.SEASONAL : ForecastMethod.LINEAR,
    exhaustsAt: exhaustion(past, rest),
  }
}

/** The costs that an instant leads to expect until another one, from the whole hours before it. */
function seasonal({ calendar, hours }: Past, at: number, to: number): Piece[] {
  const begun = Math.floor(at / hourMs) * hourMs
  const usual = usualCosts(calendar, hours, begun)
  const level = levelAt(hours, begun, usual)
  return piecesOf(at, to).map(piece => ({
    ...piece,
    cost: (usual(piece.from) * level * (piece.to - piece.from)) / hourMs,
  }))
}

/** The median cost of the hour of the week of an instant, in the six weeks before `begun`, or since the first cost. */
function usualCosts(calendar: Calendar, hours: Past['hours'], begun: number): (at: number) => number {
  const since = Math.max(begun - baselineMs, firstHour(hours))
  const byHour = new Map<number, number[]>()
  for (let at = since; at < begun; at += hourMs) {
    const key = hourOfWeek(at, calendar)
    byHour.set(key, [...(byHour.get(key) ?? []), hours.get(at) ?? 0])
  }
  return at => quantile(byHour.get(hourOfWeek(at, calendar)) ?? [0], 0.5)
}

/** How much more the last 7 days cost than usual; 1 where nothing is usual. */
function levelAt(hours: Past['hours'], begun: number, usual: (at: number) => number): number {
  const week = Array.from({ length: levelDays * 24 }, (_, i) => begun - (i + 1) * hourMs)
  const baseline = sum(week.map(usual))
  return baseline > 0 ? sum(week.map(at => hours.get(at) ?? 0)) / baseline : 1
}

/** The average since the period began, or since the first cost in it. */
function linear({ period, now, spent, hours }: Past): Piece[] {
  const since = Math.max(period.from.getTime(), Math.min(firstHour(hours), now.getTime()))
  const elapsed = Math.max(now.getTime() - since, hourMs)
  const left = period.to.getTime() - now.getTime()
  return [{ from: now.getTime(), to: period.to.getTime(), cost: (spent / elapsed) * left }]
}

/** The costs ahead, times the percentiles of real ÷ expected costs from the same point of earlier periods on. */
function bandOf(past: Past, ahead: number): Pick<Forecast, 'low' | 'high'> {
  const ratios = past.earlier.slice(0, bandPeriods).flatMap(period => missed(past, period))
  if (ratios.length < leastPeriods) return { low: null, high: null }
  const { spent } = past
  return {
    low: spent + ahead * Math.min(quantile(ratios, 0.1), 1),
    high: spent + ahead * Math.max(quantile(ratios, 0.9), 1),
  }
}

function missed(past: Past, { from, to }: Range): number[] {
  const { hours, period, now } = past
  const at = Math.min(from.getTime() + now.getTime() - period.from.getTime(), to.getTime())
  if (firstHour(hours) > at - leastDays * dayMs) return []
  const expected = sum(seasonal(past, at, to.getTime()).map(({ cost }) => cost))
  const real = sum(
    piecesOf(at, to.getTime()).map(piece => {
      const hour = Math.floor(piece.from / hourMs) * hourMs
      return ((hours.get(hour) ?? 0) * (piece.to - piece.from)) / hourMs
    }),
  )
  return expected > 0 ? [real / expected] : []
}

/** When the amount is spent: within a piece, costs are even. */
function exhaustion({ spent, amount, now }: Past, rest: Piece[]): Date | null {
  let left = amount - spent
  if (left <= 0) return now
  for (const { from, to, cost } of rest) {
    if (cost >= left) return new Date(from + ((to - from) * left) / cost)
    left -= cost
  }
  return null
}

/** The hours between two instants; the first and the last may be cut. */
function piecesOf(from: number, to: number): Omit<Piece, 'cost'>[] {
  const begun = Math.floor(from / hourMs) * hourMs
  const count = Math.max(0, Math.ceil((to - begun) / hourMs))
  return Array.from({ length: count }, (_, i) => ({
    from: Math.max(from, begun + i * hourMs),
    to: Math.min(to, begun + (i + 1) * hourMs),
  })).filter(piece => piece.to > piece.from)
}

/** Sunday at midnight is 0, by the local clock. */
function hourOfWeek(at: number, calendar: Calendar): number {
  const { weekday, hour } = local(new Date(at), calendar)
  return (weekday % 7) * 24 + hour
}

const firstHour = (hours: Past['hours']): number => hours.keys().next().value ?? Number.POSITIVE_INFINITY
