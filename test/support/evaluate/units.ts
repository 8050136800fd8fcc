import type { Fact } from './fact.ts'
import type { LogFact } from './log-fact.ts'

const longestGap = 30 * 60_000
const openingKinds = ['event', 'activity', 'conversation', 'message']

/** What goes through a funnel: the facts of each user, session or conversation. */
export function unitsOf(facts: Fact[], unit: 'USER' | 'SESSION' | 'CONVERSATION'): Map<string, Fact[]> {
  if (unit === 'USER') return groupBy(facts, ({ user }) => user)
  if (unit === 'CONVERSATION')
    return groupBy(facts as LogFact[], ({ conversationId }) => conversationId ?? null)
  const own = (facts as LogFact[]).filter(({ isBot }) => !isBot)
  const named = groupBy(own, ({ sessionId }) => (sessionId ? `session ${sessionId}` : null))
  const unnamed = own.filter(({ sessionId, kind }) => !sessionId && openingKinds.includes(kind ?? 'event'))
  return new Map([
    ...named,
    ...[...groupBy(unnamed, ({ user }) => user)].flatMap(([user, all]) => cut(user, all)),
  ])
}

function groupBy<Of extends Fact>(facts: Of[], keyOf: (fact: Of) => string | null): Map<string, Of[]> {
  const groups = Map.groupBy(facts, keyOf)
  groups.delete(null)
  return groups as Map<string, Of[]>
}

/** A gap of more than 30 minutes begins the next one. */
function cut(user: string, facts: Fact[]): [string, Fact[]][] {
  const sessions: Fact[][] = []
  for (const fact of facts.toSorted((a, b) => a.at - b.at)) {
    const previous = sessions.at(-1)?.at(-1)
    if (previous && fact.at - previous.at <= longestGap) sessions.at(-1)!.push(fact)
    else sessions.push([fact])
  }
  return sessions.map((session, i) => [`${user} ${i}`, session])
}
