import type { LogFact } from './log-fact.ts'

/** Whether a fact makes its user active. */
export const isActivity = (fact: LogFact) =>
  fact.user !== null && fact.kind !== 'system_metric' && !fact.isBot

/** The users who did these facts, whatever they are. */
export const usersOf = (facts: LogFact[]): Set<string> =>
  new Set(facts.flatMap(({ user }) => (user === null ? [] : [user])))

export const activeUsersOf = (facts: LogFact[]): Set<string> => usersOf(facts.filter(isActivity))

/** When each user was first active, over all history. */
export function firstActivities(history: LogFact[]): Map<string, number> {
  const first = new Map<string, number>()
  for (const { user, at } of history.filter(isActivity))
    first.set(user!, Math.min(at, first.get(user!) ?? at))
  return first
}
