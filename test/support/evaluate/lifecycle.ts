import type { FilterInput } from '../../../src/schema/filter-input.ts'
import { isActivity, usersOf } from './activity.ts'
import { bucketStarts, type Calendar } from './calendar.ts'
import { passes } from './filter.ts'
import type { LogEvent } from './log-event.ts'

/** The events that make a user active; undefined means any event. */
export type ActivityQuestion = Calendar & {
  from: number
  to: number
  event?: string
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

/** The number of calendar intervals in which each user was active; a user without activity is absent. */
export function intervalsOfUsers(history: LogEvent[], question: ActivityQuestion): Map<string, number> {
  const starts = bucketStarts(question.from, question.to, question)
  const inside = countedEvents(history, question).filter(({ at }) => at >= question.from && at < question.to)
  const byUser = Map.groupBy(inside, ({ user }) => user!)
  return new Map(
    [...byUser].map(([user, events]) => [
      user,
      new Set(events.map(({ at }) => starts.findLast(start => start <= at))).size,
    ]),
  )
}

const countedEvents = (history: LogEvent[], { event: name, filter }: ActivityQuestion) =>
  history.filter(
    event => isActivity(event) && (name === undefined || event.name === name) && passes(event, filter),
  )
