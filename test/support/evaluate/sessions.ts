import { usersOf } from './activity.ts'
import type { LogFact } from './log-fact.ts'

/** Milliseconds UTC of its first and of its last fact. */
export interface Session {
  start: number
  end: number
  users: Set<string>
}

const longestGap = 30 * 60_000
const openingKinds = ['event', 'activity', 'conversation', 'message']

/** A session id that was given makes one session; the other facts of a user are cut where a gap is too long. */
export function sessionsOf(facts: LogFact[]): Session[] {
  const opening = facts.filter(fact => openingKinds.includes(fact.kind) && !fact.isBot)
  const named = opening.filter(({ sessionId }) => sessionId !== undefined)
  const unnamed = opening.filter(({ sessionId, user }) => sessionId === undefined && user !== null)
  return [
    ...Map.groupBy(named, ({ sessionId }) => sessionId).values(),
    ...Map.groupBy(unnamed, ({ user }) => user)
      .values()
      .flatMap(cutAtGaps),
  ].map(toSession)
}

function cutAtGaps(factsOfUser: LogFact[]): LogFact[][] {
  const visits: LogFact[][] = []
  for (const fact of factsOfUser.toSorted((a, b) => a.at - b.at)) {
    const previous = visits.at(-1)?.at(-1)
    if (previous && fact.at - previous.at <= longestGap) visits.at(-1)!.push(fact)
    else visits.push([fact])
  }
  return visits
}

function toSession(facts: LogFact[]): Session {
  const times = facts.map(({ at }) => at)
  return { start: Math.min(...times), end: Math.max(...times), users: usersOf(facts) }
}
