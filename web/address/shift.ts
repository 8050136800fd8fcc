import { type Preset, type Range } from './question.ts'
import { daysOf } from './variables.ts'

const dayMs = 86_400_000

const siblings: Partial<Record<Preset, [earlier: Preset | undefined, later: Preset | undefined]>> = {
  TODAY: ['YESTERDAY', undefined],
  YESTERDAY: [undefined, 'TODAY'],
  THIS_WEEK: ['LAST_WEEK', undefined],
  LAST_WEEK: [undefined, 'THIS_WEEK'],
  THIS_MONTH: ['LAST_MONTH', undefined],
  LAST_MONTH: [undefined, 'THIS_MONTH'],
  THIS_QUARTER: ['LAST_QUARTER', undefined],
  LAST_QUARTER: [undefined, 'THIS_QUARTER'],
  THIS_YEAR: ['LAST_YEAR', undefined],
  LAST_YEAR: [undefined, 'THIS_YEAR'],
}

/**
 * The range of the same length before (`by` -1) or after it; undefined if that would begin after `now`, or if the calendar has no
 * word for it.
 */
export function shifted(range: Range, by: 1 | -1, now: number): Range | undefined {
  if (range.kind === 'preset') {
    const next = siblings[range.preset]?.[by === -1 ? 0 : 1]
    return next && { kind: 'preset', preset: next }
  }
  if (range.kind === 'last')
    return by === 1 ? undefined : daysBefore(Math.max(1, Math.round(daysOf(range))), now)
  const length = Math.round(daysOf(range) * dayMs) * by
  const [from, to] = [Date.parse(range.from) + length, Date.parse(range.to) + length]
  if (from > now) return undefined
  const write = (at: number) => (range.kind === 'dates' ? dateOf(at) : new Date(at).toISOString())
  return { ...range, from: write(from), to: write(to) }
}

/** The same number of days before the last ones, of which today is one. */
const daysBefore = (count: number, now: number): Range => ({
  kind: 'dates',
  from: dateOf(now - (2 * count - 1) * dayMs),
  to: dateOf(now - count * dayMs),
})

const dateOf = (at: number) => new Date(at).toISOString().slice(0, 10)
