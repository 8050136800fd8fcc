import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { budgetPeriod, type LocalPeriod } from '../../../src/budgets/budget-period.ts'
import { forecast, type Past } from '../../../src/budgets/forecast.ts'
import { WeekStart } from '../../../src/schema/date-range-input.ts'
import { evaluateForecast, type PastCall } from '../../support/evaluate/forecast.ts'
import { rounds, seed } from '../../support/rounds.ts'

const HOUR = 3_600_000

const local = (every: 'DAY' | 'WEEK' | 'MONTH', timeZone = 'UTC'): LocalPeriod => ({
  period: { every },
  calendar: { timeZone, weekStart: WeekStart.MONDAY },
})

function pastOf(budget: LocalPeriod, now: Date, calls: PastCall[], amount = 1_000): Past {
  const period = budgetPeriod(budget, now)
  const hours = new Map<number, number>()
  for (const { at, usd } of calls.toSorted((a, b) => a.at - b.at)) {
    const hour = Math.floor(at / HOUR) * HOUR
    hours.set(hour, (hours.get(hour) ?? 0) + usd)
  }
  const spent = calls.filter(({ at }) => at >= period.from.getTime() && at < now.getTime())
  return {
    calendar: budget.calendar,
    period,
    earlier: Array.from({ length: 6 }, (_, i) => budgetPeriod(budget, now, i + 1)),
    now,
    spent: spent.reduce((sum, { usd }) => sum + usd, 0),
    amount,
    hours,
  }
}

/** A call of 1 dollar in each hour between two instants that `isBusy` names. */
function hourly(from: string, to: string, isBusy: (at: Date) => boolean): PastCall[] {
  const calls: PastCall[] = []
  for (let at = Date.parse(from); at < Date.parse(to); at += HOUR)
    if (isBusy(new Date(at))) calls.push({ at: at + 60_000, usd: 1 })
  return calls
}

const isOfficeHour = (at: Date) => at.getUTCDay() % 6 !== 0 && at.getUTCHours() >= 9 && at.getUTCHours() < 17

describe('a forecast', () => {
  test('expects the usual hours of each weekday', () => {
    // It is Wednesday noon: 8 + 8 + 3 hours of the week are over, and 5 + 8 + 8 are left.
    const calls = hourly('2024-01-01', '2024-03-06T12:00:00Z', isOfficeHour)
    const found = forecast(pastOf(local('WEEK'), new Date('2024-03-06T12:00:00Z'), calls, 30))
    expect(found).toMatchObject({ method: 'SEASONAL', expected: 19 + 21, low: 40, high: 40 })
    // 11 dollars are left: 5 on Wednesday, and 6 until 15:00 on Thursday.
    expect(found.exhaustsAt).toEqual(new Date('2024-03-07T15:00:00Z'))
  })

  test('follows a level that has doubled', () => {
    const calls = hourly('2024-01-01', '2024-03-06T12:00:00Z', isOfficeHour).map(({ at, usd }) => ({
      at,
      usd: at >= Date.parse('2024-02-28T12:00:00Z') ? 2 * usd : usd,
    }))
    // The median of six weeks is still 1. The last 7 days cost 80, usually 40.
    const found = forecast(pastOf(local('WEEK'), new Date('2024-03-06T12:00:00Z'), calls))
    expect(found.expected).toBeCloseTo(38 + 2 * 21, 9)
  })

  test('is linear with less than two weeks of costs', () => {
    const calls = hourly('2024-03-01', '2024-03-11', () => true)
    const found = forecast(pastOf(local('MONTH'), new Date('2024-03-11'), calls, 300))
    expect(found).toMatchObject({ method: 'LINEAR', low: null, high: null })
    expect(found.expected).toBeCloseTo(31 * 24, 9)
    // 240 of 300 are spent in ten days.
    expect(found.exhaustsAt).toEqual(new Date('2024-03-13T12:00:00Z'))
  })

  test('of nothing is nothing', () => {
    const found = forecast(pastOf(local('MONTH'), new Date('2024-03-11'), []))
    expect(found).toEqual({ method: 'LINEAR', low: null, high: null, expected: 0, exhaustsAt: null })
  })

  test('of a spent budget is exhausted now', () => {
    const now = new Date('2024-03-11')
    const found = forecast(
      pastOf(
        local('MONTH'),
        now,
        hourly('2024-03-01', '2024-03-11', () => true),
        240,
      ),
    )
    expect(found.exhaustsAt).toEqual(now)
  })

  const anyCall = fc.record({
    at: fc.integer({ min: Date.parse('2024-01-20') / 60_000, max: Date.parse('2024-04-20') / 60_000 }),
    usd: fc.integer({ min: 1, max: 1_000 }),
  })

  test('is that of plain code, through both changes of the clock', () => {
    fc.assert(
      fc.property(
        fc.array(anyCall, { minLength: 1, maxLength: 300, size: 'max' }),
        fc.constantFrom('DAY' as const, 'WEEK' as const),
        fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu'),
        fc.integer({ min: Date.parse('2024-03-25') / 60_000, max: Date.parse('2024-04-09') / 60_000 }),
        (sent, every, timeZone, minute) => {
          const now = new Date(minute * 60_000)
          const calls = sent
            .map(({ at, usd }) => ({ at: at * 60_000, usd }))
            .filter(({ at }) => at < now.getTime())
          fc.pre(calls.length > 0)
          const past = pastOf(local(every, timeZone), now, calls)
          const { exhaustsAt: _, ...found } = forecast(past)
          const ms = ({ from, to }: { from: Date; to: Date }) => ({ from: from.getTime(), to: to.getTime() })
          const expected = evaluateForecast({
            calls,
            timeZone,
            period: ms(past.period),
            earlier: past.earlier.map(ms),
            now: now.getTime(),
          })
          expect(rounded(found)).toEqual(rounded(expected))
        },
      ),
      { numRuns: rounds(100, 15), seed },
    )
  })
})

const rounded = (found: object) =>
  Object.fromEntries(
    Object.entries(found).map(([name, value]) => [
      name,
      typeof value === 'number' ? Number(value.toPrecision(9)) : value,
    ]),
  )
