import { array, int, joined, type Sql, sql } from '../../../clickhouse/sql.ts'
import { type FunnelMeasures, type FunnelPartStep } from '../../../schema/behavior/funnel.ts'
import { type Selection } from '../../query/measure/selection.ts'
import { type FunnelQuestion, stepsOf } from './funnel-question.ts'
import { wilsonBounds } from './wilson.ts'

/** One value a step. Times are seconds from the step before; null for the first step and for a step that no unit reached. */
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

/** Whether a selected field is computed from the times at which steps were reached. */
export const needsTimes = (selected: Selection): boolean =>
  timeFields.some(field => selected[field] || selected.steps?.[field])

/** The columns of a `NumbersRow`, over rows of `reached`. */
export function numbersOf(question: FunnelQuestion, times: boolean): Sql {
  const users = array(stepsOf(question).map(k => sql`countIf(depth >= ${int(k)})`))
  return sql`${users} as users, countIf(is_open) as openAttempts,
  ${times ? timesOf(question) : noTimes}`
}

const noTimes = sql`[] as medians, [] as averages, [] as p90s, [] as total`

function timesOf(question: FunnelQuestion): Sql {
  const [, ...later] = stepsOf(question)
  const perStep = (aggregate: Sql) =>
    array([sql`null`, ...later.map(k => sql`${aggregate}(${seconds(k - 1, k)}, depth >= ${int(k)})`)])
  return sql`${perStep(median)} as medians,
  ${perStep(average)} as averages,
  ${perStep(p90)} as p90s,
  [${spread(1, question.steps.length)}] as total`
}

const median = sql`quantileExactInclusiveOrNullIf(0.5)`
const average = sql`avgOrNullIf`
const p90 = sql`quantileExactInclusiveOrNullIf(0.9)`

/** Median, mean and p90 of the seconds between two steps. */
export const spread = (from: number, to: number): Sql =>
  joined(
    [median, average, p90].map(aggregate => sql`${aggregate}(${seconds(from, to)}, depth >= ${int(to)})`),
  )

export const seconds = (from: number, to: number): Sql =>
  sql`(reached_at[${int(to)}] - reached_at[${int(from)}]) / 1000`

export function toNumbers(
  names: string[],
  { users, openAttempts, medians, averages, p90s, total }: NumbersRow,
): FunnelMeasures & { steps: FunnelPartStep[] } {
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
