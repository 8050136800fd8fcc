/** A call of the past: its time in milliseconds, and its cost in US dollars. */
export interface PastCall {
  at: number
  usd: number
}

/** A period of a budget, in milliseconds. */
interface Period {
  from: number
  to: number
}

export interface Forecasted {
  calls: PastCall[]
  timeZone: string
  period: Period
  /** The periods before, the latest first. */
  earlier: Period[]
  now: number
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

/**
 * A forecast in plain code: minute by minute, with the calendar of `Intl`, and a sum over all calls wherever a number is needed.
 * `src/budgets/forecast.ts` works on hours.
 */
export function evaluateForecast({ calls, timeZone, period, earlier, now }: Forecasted) {
  const names = new Intl.DateTimeFormat('en', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    hourCycle: 'h23',
  })
  const known = new Map<number, string>()
  const nameOf = (hour: number) => {
    if (!known.has(hour)) known.set(hour, names.format(hour))
    return known.get(hour)!
  }
  const costOf = (from: number, to: number) =>
    calls.filter(({ at }) => at >= from && at < to).reduce((sum, { usd }) => sum + usd, 0)
  const first = Math.min(...calls.map(({ at }) => Math.floor(at / HOUR) * HOUR))

  function restAt(moment: number, end: number): number {
    const whole = Math.floor(moment / HOUR) * HOUR
    const past: { name: string; usd: number; at: number }[] = []
    for (let at = whole - HOUR; at >= whole - 42 * DAY && at >= first; at -= HOUR)
      past.push({ at, name: nameOf(at), usd: costOf(at, at + HOUR) })
    const usual = (hour: number) =>
      median(past.filter(({ name }) => name === nameOf(hour)).map(({ usd }) => usd))
    let [last, baseline] = [0, 0]
    for (let at = whole - 7 * DAY; at < whole; at += HOUR) {
      last += costOf(at, at + HOUR)
      baseline += usual(at)
    }
    const level = baseline > 0 ? last / baseline : 1
    let rest = 0
    const usuals = new Map<number, number>()
    for (let minute = moment; minute < end; minute += 60_000) {
      const hour = Math.floor(minute / HOUR) * HOUR
      if (!usuals.has(hour)) usuals.set(hour, usual(hour))
      rest += (usuals.get(hour)! * level) / 60
    }
    return rest
  }

  const spent = costOf(period.from, now)
  if (!(first <= now - 14 * DAY)) {
    const begun = Math.max(period.from, Math.min(first, now))
    const rate = spent / Math.max(now - begun, HOUR)
    return { method: 'LINEAR', low: null, high: null, expected: spent + rate * (period.to - now) }
  }
  const ratios = earlier.flatMap(({ from, to }) => {
    const at = Math.min(from + now - period.from, to)
    if (first > at - 14 * DAY) return []
    const expected = restAt(at, to)
    let real = 0
    for (let minute = at; minute < to; minute += 60_000) {
      const hour = Math.floor(minute / HOUR) * HOUR
      real += costOf(hour, hour + HOUR) / 60
    }
    return expected > 0 ? [real / expected] : []
  })
  const rest = restAt(now, period.to)
  const isEnough = ratios.length >= 3
  return {
    method: 'SEASONAL',
    expected: spent + rest,
    low: isEnough ? spent + rest * Math.min(1, percentile(ratios, 10)) : null,
    high: isEnough ? spent + rest * Math.max(1, percentile(ratios, 90)) : null,
  }
}

const median = (values: number[]) => percentile(values, 50)

function percentile(values: number[], percent: number): number {
  if (!values.length) return 0
  const ordered = [...values].sort((a, b) => a - b)
  const place = ((ordered.length - 1) * percent) / 100
  const rest = place % 1
  const low = ordered[place - rest]!
  return rest ? low * (1 - rest) + ordered[place - rest + 1]! * rest : low
}
