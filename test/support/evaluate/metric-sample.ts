import { localDate } from './calendar.ts'
import type { LogEvent } from './log-event.ts'
import type { Session } from './sessions.ts'

/** Milliseconds UTC, `[from, to)`. */
export interface Span {
  from: number
  to: number
}

export const isIn = (at: number, { from, to }: Span) => at >= from && at < to

/** What does not depend on the bucket. */
export interface Whole {
  /** The events that pass the filter, at any time. */
  passing: LogEvent[]
  /** The sessions that these make. */
  sessions: Session[]
  /** When each user was first active, whatever the filter. */
  firstActivities: Map<string, number>
  /** The users of the passing events in the range. */
  usersInRange: Set<string>
  /** The passing events that made somebody active before the end of the range, and their local dates. */
  activeDates: { user: string; date: string }[]
  timeZone: string
  /** When the question is asked. */
  asOf: number
}

/** What the metrics of one bucket are computed from. */
export interface Sample {
  events: LogEvent[]
  activities: LogEvent[]
  messages: LogEvent[]
  /** The messages of assistants. */
  answers: LogEvent[]
  aiCalls: LogEvent[]
  apiCalls: LogEvent[]
  /** As far as they have passed. */
  minutes: number
  /** The sessions that started in it. */
  sessions: Session[]
  /** How many users were active in so many local days that end with the last one of it. */
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
