import { type Calendar, local, shifted, startOf } from '../analytics/query/calendar.ts'
import { type Range } from '../analytics/query/range.ts'
import { type BudgetPeriodInput } from '../schema/budgets/budget-input.ts'
import { CalendarUnit } from '../schema/date-range-input.ts'

/** The period of a budget in its calendar. */
export interface LocalPeriod {
  period: BudgetPeriodInput
  calendar: Calendar
}

/**
 * The period that an instant is in: a calendar unit, or the rolling days up to the end of its day. `back` counts periods
 * back, of a rolling one days.
 */
export function budgetPeriod(budget: LocalPeriod, at: Date, back = 0): Range {
  const { unit, days } = stepsOf(budget)
  return {
    from: startAfter(budget, unit, at, 1 - days - back),
    to: startAfter(budget, unit, at, 1 - back),
  }
}

/**
 * The edges of the buckets in which spend is kept, oldest first: those of the period before, of this one, and of the next
 * one, since calls may be a day ahead. A calendar period is one bucket, a rolling one has a bucket for each day.
 */
export function bucketEdgesAround(budget: LocalPeriod, at: Date): Date[] {
  const { unit, days } = stepsOf(budget)
  return Array.from({ length: days + 3 }, (_, i) => startAfter(budget, unit, at, i - days))
}

/** The start of the bucket that an instant is in: of the period, or of the day of a rolling one. */
export const bucketStart = (budget: LocalPeriod, at: Date): Date =>
  startAfter(budget, stepsOf(budget).unit, at, 0)

const stepsOf = ({ period: { every, rollingDays } }: LocalPeriod): { unit: CalendarUnit; days: number } =>
  every ? { unit: CalendarUnit[every], days: 1 } : { unit: CalendarUnit.DAY, days: rollingDays! }

/** The start of the unit that is `count` units after that of an instant. */
function startAfter({ calendar }: LocalPeriod, unit: CalendarUnit, at: Date, count: number): Date {
  const running = startOf(unit, local(at, calendar), calendar)
  return startOf(unit, shifted(running, unit, count), calendar).toJSDate()
}
