import { usersOf } from './activity.ts'
import type { Event } from './event.ts'
import type { LogEvent } from './log-event.ts'

/** The times of its first and last event, milliseconds UTC. */
export interface Session {
  start: number
  end: number
  users: Set<string>
  events: number
}

const longestGap = 30 * 60_000
const openingKinds = ['event', 'activity', 'conversation', 'message']

/**
 * The events of a user with one session id make one session; a user's other events are split at gaps above the limit.
 * Events of nobody belong to the session if exactly one user has its id, and else make a session of their own.
 */
export function sessionsOf(events: LogEvent[]): Session[] {
  const opening = events.filter(event => openingKinds.includes(event.kind) && !event.isBot)
  const named = opening.filter(({ sessionId }) => sessionId !== undefined)
  const unnamed = opening.filter(({ sessionId, user }) => sessionId === undefined && user !== null)
  return [
    ...Map.groupBy(named, ({ sessionId }) => sessionId)
      .values()
      .flatMap(ofUsers),
    ...Map.groupBy(unnamed, ({ user }) => user)
      .values()
      .flatMap(cutAtGaps),
  ].map(toSession)
}

/** Events with one session id, divided by their user. */
export function ofUsers<Of extends Event>(sameId: Of[]): Of[][] {
  const users = new Set(sameId.flatMap(({ user }) => user ?? []))
  return users.size === 1 ? [sameId] : [...Map.groupBy(sameId, ({ user }) => user).values()]
}

function cutAtGaps(eventsOfUser: LogEvent[]): LogEvent[][] {
  const visits: LogEvent[][] = []
  for (const event of eventsOfUser.toSorted((a, b) => a.at - b.at)) {
    const previous = visits.at(-1)?.at(-1)
    if (previous && event.at - previous.at <= longestGap) visits.at(-1)!.push(event)
    else visits.push([event])
  }
  return visits
}

function toSession(events: LogEvent[]): Session {
  const times = events.map(({ at }) => at)
  return { start: Math.min(...times), end: Math.max(...times), users: usersOf(events), events: events.length }
}
