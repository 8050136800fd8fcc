import type { Event } from './event.ts'
import type { LogEvent } from './log-event.ts'
import { ofUsers } from './sessions.ts'

const longestGap = 30 * 60_000
const openingKinds = ['event', 'activity', 'conversation', 'message']

/** The units that go through a funnel: the events of each user, session or conversation. */
export function unitsOf(events: Event[], unit: 'USER' | 'SESSION' | 'CONVERSATION'): Map<string, Event[]> {
  if (unit === 'USER') return groupBy(events, ({ user }) => user)
  if (unit === 'CONVERSATION')
    return groupBy(events as LogEvent[], ({ conversationId }) => conversationId ?? null)
  const own = (events as LogEvent[]).filter(({ isBot }) => !isBot)
  const named = [...groupBy(own, ({ sessionId }) => sessionId || null)].flatMap(([id, sameId]) =>
    ofUsers(sameId).map((events, i): [string, Event[]] => [`session ${id} ${i}`, events]),
  )
  const unnamed = own.filter(({ sessionId, kind }) => !sessionId && openingKinds.includes(kind ?? 'event'))
  return new Map([
    ...named,
    ...[...groupBy(unnamed, ({ user }) => user)].flatMap(([user, all]) => cut(user, all)),
  ])
}

function groupBy<Of extends Event>(events: Of[], keyOf: (event: Of) => string | null): Map<string, Of[]> {
  const groups = Map.groupBy(events, keyOf)
  groups.delete(null)
  return groups as Map<string, Of[]>
}

/** A gap of more than 30 minutes starts the next session. */
function cut(user: string, events: Event[]): [string, Event[]][] {
  const sessions: Event[][] = []
  for (const event of events.toSorted((a, b) => a.at - b.at)) {
    const previous = sessions.at(-1)?.at(-1)
    if (previous && event.at - previous.at <= longestGap) sessions.at(-1)!.push(event)
    else sessions.push([event])
  }
  return sessions.map((session, i) => [`${user} ${i}`, session])
}
