import { bucketStarts, type Calendar, localDate } from './calendar.ts'
import type { Event } from './event.ts'

export type SeriesQuestion = Calendar & {
  /** One event's name; undefined means all events. */
  event?: string
  measure: 'EVENTS' | 'UNIQUE_USERS' | 'EVENTS_PER_USER'
  /** Milliseconds UTC, `[from, to)`. */
  from: number
  to: number
}

/** `timestamps` are the buckets' starts, `values` aligned with them; only events in `[from, to)` are counted. */
export type Series = { timestamps: number[]; values: (number | null)[] }

export type Day = { date: string; totalUsers: number; activeUsers: number; newUsers: number; events: number }

type Summary = {
  totalEvents: number
  totalUsers: number
  activeUsers: number
  activeUsersToday: number
}

/** Every event given here counts as activity: leave out crawlers, `identify` and system metrics first. */
export function timeSeries(events: Event[], question: SeriesQuestion): Series {
  const timestamps = bucketStarts(question.from, question.to, question)
  const values = timestamps.map((start, index) => {
    const end = timestamps[index + 1] ?? question.to
    const inside = events.filter(
      event =>
        (question.event === undefined || event.name === question.event) &&
        event.at >= Math.max(start, question.from) &&
        event.at < Math.min(end, question.to),
    )
    return measures[question.measure](inside)
  })
  return { timestamps, values }
}

/** One row per local date (`2024-03-31`), in the order given. */
export function dailyStats(events: Event[], dates: string[], timeZone: string): Day[] {
  const dated = events.map(event => ({ ...event, date: localDate(event.at, timeZone) }))
  const firstDates = new Map<string, string>()
  for (const { user, date } of dated) {
    if (user === null) continue
    const known = firstDates.get(user)
    if (known === undefined || date < known) firstDates.set(user, date)
  }
  return dates.map(date => {
    const onDate = dated.filter(event => event.date === date)
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
 * `totalEvents` and `activeUsers` count the events in `[from, to)`; `totalUsers` counts all users known before `to`;
 * today is the whole local date of `now`, for any range.
 */
export function summary(events: Event[], range: { from: number; to: number }, now: number, timeZone: string) {
  const inside = events.filter(event => event.at >= range.from && event.at < range.to)
  const today = events.filter(event => localDate(event.at, timeZone) === localDate(now, timeZone))
  const answer: Summary = {
    totalEvents: inside.length,
    totalUsers: usersOf(events.filter(event => event.at < range.to)),
    activeUsers: usersOf(inside),
    activeUsersToday: usersOf(today),
  }
  return answer
}

const measures = {
  EVENTS: (events: Event[]) => events.length,
  UNIQUE_USERS: (events: Event[]) => usersOf(events),
  EVENTS_PER_USER: eventsPerUser,
}

/** Events without a user stay out of the ratio. */
function eventsPerUser(events: Event[]): number | null {
  const named = events.filter(event => event.user !== null)
  return named.length === 0 ? null : named.length / usersOf(named)
}

function usersOf(events: Event[]): number {
  return new Set(events.map(event => event.user).filter(user => user !== null)).size
}
