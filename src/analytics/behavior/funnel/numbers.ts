import { raw, type Sql } from '../../../clickhouse/sql.ts'
import { type FunnelNumbers, type FunnelPartStep } from '../../../schema/behavior/funnel.ts'
import { type Selection } from '../../query/measure/selection.ts'
import { wilsonBounds } from './wilson.ts'

/** One value a step; times are seconds from the step before, null for the first and where nobody came. */
export interface NumbersRow {
  users: number[]
  openAttempts: number
  medians: (number | null)[]
  averages: (number | null)[]
  p90s: (number | null)[]
  /** Median, mean and p90 of the time from the first step to the last. */
  total: (number | null)[]
}

const timeFields = ['medianSeconds', 'averageSeconds', 'p90Seconds']

/** Whether anything is selected that needs to know when steps were taken. */
export const needsTimes = (selected: Selection): boolean =>
  timeFields.some(field => selected[field] || selected.steps?.[field])

/** The columns of a row of numbers, over rows of `reached`. */
export function numbersOf(steps: number, times: boolean): Sql {
  const numbers = Array.from({ length: steps }, (_, i) => i + 1)
  const counts = numbers.map(k => `countIf(depth >= ${k})`).join(', ')
  const without = `[${counts}] as users, countIf(is_open) as openAttempts`
  if (!times) return raw(`${without}, [] as medians, [] as averages, [] as p90s, [] as total`)
  return raw(`${without},
  [${perLaterStep(numbers, 'quantileExactInclusiveOrNullIf(0.5)')}] as medians,
  [${perLaterStep(numbers, 'avgOrNullIf')}] as averages,
  [${perLaterStep(numbers, 'quantileExactInclusiveOrNullIf(0.9)')}] as p90s,
  [${spread(1, steps)}] as total`)
}

/** Median, mean and p90 of the seconds between two steps. */
export const spread = (from: number, to: number) =>
  ['quantileExactInclusiveOrNullIf(0.5)', 'avgOrNullIf', 'quantileExactInclusiveOrNullIf(0.9)']
    .map(aggregate => `${aggregate}(${seconds(from, to)}, depth >= ${to})`)
    .join(', ')

export const seconds = (from: number, to: number) => `(reached_at[${to}] - reached_at[${from}]) / 1000`

const perLaterStep = (steps: number[], aggregate: string) =>
  ['null', ...steps.slice(1).map(k => `${aggregate}(${seconds(k - 1, k)}, depth >= ${k})`)].join(', ')

export function toNumbers(
  names: string[],
  { users, openAttempts, medians, averages, p90s, total }: NumbersRow,
): FunnelNumbers & { steps: FunnelPartStep[] } {
  const [median, average, p90] = total
  return {
    totalUsers: Number(users[0]),
    completionRate: rate(Number(users.at(-1)), Number(users[0])),
    openAttempts: Number(openAttempts),
    medianSeconds: median ?? null,
    averageSeconds: average ?? null,
    p90Seconds: p90 ?? null,
    steps: names.map((name, i) => ({
      name,
      ...ratesOf(users.map(Number), i),
      medianSeconds: medians[i] ?? null,
      averageSeconds: averages[i] ?? null,
      p90Seconds: p90s[i] ?? null,
    })),
  }
}

function ratesOf(counts: number[], i: number) {
  const users = counts[i]!
  const before = i === 0 ? users : counts[i - 1]!
  return {
    users,
    rateFromFirst: rate(users, counts[0]!),
    rateFromPrevious: rate(users, before),
    rateFromPreviousBounds: wilsonBounds(users, before),
    dropOff: before - users,
  }
}

const rate = (part: number, whole: number) => (whole === 0 ? null : part / whole)
