import { localDate } from './calendar.ts'
import type { LogEvent } from './log-event.ts'
import type { Session } from './sessions.ts'

/** Milliseconds UTC, `[from, to)`. */
export interface Span {
  from: number
  to: number
}

export const isIn = (at: number, { from, to }: Span) => at >= from && at < to

/** The part that is the same for every bucket. */
export interface Whole {
  /** The events that pass the filter, at any time. */
  passing: LogEvent[]
  /** The sessions of the passing events. */
  sessions: Session[]
  /** Each user's first activity, independent of the filter. */
  firstActivities: Map<string, number>
  /** The users of the passing events in the range. */
  usersInRange: Set<string>
  /** The passing events that made a user active before the end of the range, with their local dates. */
  activeDates: { user: string; date: string }[]
  timeZone: string
  /** The time of the question. */
  asOf: number
}

/** The input of the metrics of one bucket. */
export interface Sample {
  events: LogEvent[]
  activities: LogEvent[]
  messages: LogEvent[]
  /** The messages of assistants. */
  answers: LogEvent[]
  aiCalls: LogEvent[]
  apiCalls: LogEvent[]
  /** Only minutes that have passed. */
  minutes: number
  /** The sessions that started in the bucket. */
  sessions: Session[]
  /** The number of users active in this many local days that end with the last day of the bucket. */
  activeInLast(days: number): number
  newUsers: number
  totalUsers: number
}

export function sampleOf(whole: Whole, span: Span): Sample {
  const events = whole.passing.filter(({ at }) => isIn(at, span))
  const ofKind = (kind: LogEvent['kind']) => events.filter(event => event.kind === kind)
  const messages = ofKind('message')
  return {
    events,
    activities: ofKind('activity'),
    messages,
    answers: messages.filter(({ role }) => role === 'ASSISTANT'),
    aiCalls: ofKind('ai_call'),
    apiCalls: ofKind('api_call'),
    minutes: (Math.min(span.to, whole.asOf) - span.from) / 60_000,
    sessions: whole.sessions.filter(({ start }) => isIn(start, span)),
    activeInLast: days => activeInLast(whole, span, days),
    newUsers: newUsers(whole, span),
    totalUsers: [...whole.firstActivities.values()].filter(at => at < span.to).length,
  }
}

function activeInLast({ activeDates, timeZone }: Whole, { to }: Span, days: number): number {
  const last = localDate(to - 1, timeZone)
  const age = (date: string) => (Date.parse(last) - Date.parse(date)) / 86_400_000
  const trailing = activeDates.filter(({ date }) => age(date) >= 0 && age(date) < days)
  return new Set(trailing.map(({ user }) => user)).size
}

function newUsers({ firstActivities, usersInRange }: Whole, span: Span): number {
  return [...firstActivities].filter(([user, at]) => isIn(at, span) && usersInRange.has(user)).length
}
