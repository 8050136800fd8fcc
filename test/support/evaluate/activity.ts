import type { LogEvent } from './log-event.ts'

/** Whether an event makes its user active. */
export const isActivity = (event: LogEvent) =>
  event.user !== null && event.kind !== 'system_metric' && !event.isBot

/** The users of these events, of any kind. */
export const usersOf = (events: LogEvent[]): Set<string> =>
  new Set(events.flatMap(({ user }) => (user === null ? [] : [user])))

export const activeUsersOf = (events: LogEvent[]): Set<string> => usersOf(events.filter(isActivity))

/** The first activity of each user, over all history. */
export function firstActivities(history: LogEvent[]): Map<string, number> {
  const first = new Map<string, number>()
  for (const { user, at } of history.filter(isActivity))
    first.set(user!, Math.min(at, first.get(user!) ?? at))
  return first
}
