import type { FilterInput, FilterOperator } from '../../../src/schema/filter-input.ts'
import { isActivity, usersOf } from './activity.ts'
import { bucketStarts, type Calendar } from './calendar.ts'
import { type UnitOption, unitOf } from './counted-unit.ts'
import { compares, passes } from './filter.ts'
import type { LogEvent } from './log-event.ts'
import { isActivityOfAnyone, isMatch, type Match } from './match.ts'

/** The events that make a user active. */
export type ActivityQuestion = Calendar & {
  from: number
  to: number
  target: Match
  filter?: FilterInput
}

/** The users in each state in one whole bucket. */
export interface LifecycleUsers {
  start: number
  ACTIVE: string[]
  NEW: string[]
  RETURNING: string[]
  RESURRECTING: string[]
  DORMANT: string[]
}

/** Compares every bucket with the previous one, including events outside the range. */
export function lifecycle(
  history: LogEvent[],
  { newBy, ...question }: ActivityQuestion & { newBy: 'FIRST_ACTIVITY' | 'FIRST_TARGET' },
): LifecycleUsers[] {
  const counted = countedEvents(history, question)
  const [first] = bucketStarts(question.from, question.to, question)
  const [before] = bucketStarts(first! - 1, first!, question)
  const lastStart = bucketStarts(question.from, question.to, question).at(-1)!
  // A bucket ends where the next one starts, at most this far away.
  const furthest = question.interval === 'HOUR' || question.interval === 'DAY' ? 2 : 400
  const starts = bucketStarts(before!, lastStart + furthest * 86_400_000, question)
  const activeIn = (from: number, to: number) => usersOf(counted.filter(({ at }) => at >= from && at < to))
  const firsts = newBy === 'FIRST_TARGET' ? counted : history.filter(isActivity)
  return starts.slice(1, starts.indexOf(lastStart) + 1).map((start, i) => {
    const end = starts[i + 2]!
    const now = activeIn(start, end)
    const last = activeIn(starts[i]!, start)
    const isNew = (user: string) => !firsts.some(event => event.user === user && event.at < start)
    const active = [...now]
    return {
      start,
      ACTIVE: active,
      NEW: active.filter(isNew),
      RETURNING: active.filter(user => last.has(user)),
      RESURRECTING: active.filter(user => !isNew(user) && !last.has(user)),
      DORMANT: [...last].filter(user => !now.has(user)),
    }
  })
}

/** The unit that is active, and the number of events that make an interval count. */
export type HabitQuestion = ActivityQuestion &
  UnitOption & { occurrences?: { operator: FilterOperator; count: number } }

/** The calendar intervals of a unit that count, and the users of its events in the range. */
interface Habit {
  unit: string
  intervals: number
  users: Set<string>
}

/** The units with at least one interval that counts. */
export function habits(history: LogEvent[], question: HabitQuestion): Habit[] {
  const starts = bucketStarts(question.from, question.to, question)
  const { operator, count } = question.occurrences ?? { operator: 'GREATER_OR_EQUAL', count: 1 }
  const isEnough = (events: LogEvent[]) =>
    compares(String(events.length), { operator, values: [String(count)] })
  const inside = history.filter(
    event =>
      isActivityOfAnyone(event) &&
      isCounted(event, question) &&
      event.at >= question.from &&
      event.at < question.to,
  )
  const byUnit = Map.groupBy(inside, event => unitOf(event, question))
  byUnit.delete(null)
  return [...byUnit]
    .map(([unit, events]) => {
      const byInterval = Map.groupBy(events, ({ at }) => starts.findLast(start => start <= at))
      return {
        unit: unit!,
        intervals: [...byInterval.values()].filter(isEnough).length,
        users: usersOf(events),
      }
    })
    .filter(({ intervals }) => intervals > 0)
}

const countedEvents = (history: LogEvent[], question: ActivityQuestion) =>
  history.filter(event => isActivity(event) && isCounted(event, question))

const isCounted = (event: LogEvent, { target, filter }: ActivityQuestion) =>
  isMatch(event, target) && passes(event, filter)
