import { bucketStarts, type Calendar, localDate } from './calendar.ts'
import type { Fact } from './fact.ts'

export type SeriesQuestion = Calendar & {
  /** One event's name; absent means all events. */
  event?: string
  measure: 'EVENTS' | 'UNIQUE_USERS' | 'EVENTS_PER_USER'
  /** Milliseconds UTC, `[from, to)`. */
  from: number
  to: number
}

/** `timestamps` are the buckets' starts, `values` aligned with them; only facts in `[from, to)` are counted. */
export type Series = { timestamps: number[]; values: (number | null)[] }

export type Day = { date: string; totalUsers: number; activeUsers: number; newUsers: number; events: number }

type Summary = {
  totalEvents: number
  totalUsers: number
  activeUsers: number
  activeUsersToday: number
}

/** Every fact given here counts as activity: leave out bots', `identify` and system metrics before. */
export function timeSeries(facts: Fact[], question: SeriesQuestion): Series {
  const timestamps = bucketStarts(question.from, question.to, question)
  const values = timestamps.map((start, index) => {
    const end = timestamps[index + 1] ?? question.to
    const inside = facts.filter(
      fact =>
        (question.event === undefined || fact.name === question.event) &&
        fact.at >= Math.max(start, question.from) &&
        fact.at < Math.min(end, question.to),
    )
    return measures[question.measure](inside)
  })
  return { timestamps, values }
}

/** One row per local date (`2024-03-31`), in the order given. */
export function dailyStats(facts: Fact[], dates: string[], timeZone: string): Day[] {
  const dated = facts.map(fact => ({ ...fact, date: localDate(fact.at, timeZone) }))
  const firstDates = new Map<string, string>()
  for (const { user, date } of dated) {
    if (user === null) continue
    const known = firstDates.get(user)
    if (known === undefined || date < known) firstDates.set(user, date)
  }
  return dates.map(date => {
    const onDate = dated.filter(fact => fact.date === date)
    return {
      date,
      totalUsers: [...firstDates.values()].filter(first => first <= date).length,
      activeUsers: usersOf(onDate),
      newUsers: [...firstDates.values()].filter(first => first === date).length,
      events: onDate.length,
    }
  })
}

/**
 * `totalEvents` and `activeUsers` are of the facts in `[from, to)`; `totalUsers` are all users known before `to`;
 * today is the whole local date of `now`, whatever the range.
 */
export function summary(facts: Fact[], range: { from: number; to: number }, now: number, timeZone: string) {
  const inside = facts.filter(fact => fact.at >= range.from && fact.at < range.to)
  const today = facts.filter(fact => localDate(fact.at, timeZone) === localDate(now, timeZone))
  const answer: Summary = {
    totalEvents: inside.length,
    totalUsers: usersOf(facts.filter(fact => fact.at < range.to)),
    activeUsers: usersOf(inside),
    activeUsersToday: usersOf(today),
  }
  return answer
}

const measures = {
  EVENTS: (facts: Fact[]) => facts.length,
  UNIQUE_USERS: (facts: Fact[]) => usersOf(facts),
  EVENTS_PER_USER: eventsPerUser,
}

/** Events that name nobody are nobody's: they stay out of the ratio. */
function eventsPerUser(facts: Fact[]): number | null {
  const named = facts.filter(fact => fact.user !== null)
  return named.length === 0 ? null : named.length / usersOf(named)
}

function usersOf(facts: Fact[]): number {
  return new Set(facts.map(fact => fact.user).filter(user => user !== null)).size
}
