import { activeUsersOf, isActivity } from './activity.ts'
import { localDate } from './calendar.ts'
import type { LogEvent } from './log-event.ts'

/** The users who started on the same day as a user, and the share of them who came back on the 30th day or later. */
export interface CohortOfUser {
  cohortSize: number | null
  cohortRetention30d: number | null
}

const dayMs = 86_400_000

/** The days between two local dates, such as `2024-03-01`. */
const daysFrom = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / dayMs

/** The cohort of each active user by the events before `to`, in the days of a zone. */
export function startCohorts(events: LogEvent[], to: number, timeZone: string): Map<string, CohortOfUser> {
  const seen = events.filter(event => isActivity(event) && event.at < to)
  const today = localDate(to - 1, timeZone)
  const datesOf = (user: string) =>
    seen
      .filter(event => event.user === user)
      .map(({ at }) => localDate(at, timeZone))
      .sort()
  const dates = new Map([...activeUsersOf(seen)].map(user => [user, datesOf(user)]))
  return new Map(
    [...dates].map(([user, [first]]) => {
      const cohort = [...dates.values()].filter(own => own[0] === first)
      const returned = cohort.filter(own => daysFrom(first!, own.at(-1)!) >= 30)
      const isOver = daysFrom(first!, today) > 30
      return [
        user,
        { cohortSize: cohort.length, cohortRetention30d: isOver ? returned.length / cohort.length : null },
      ]
    }),
  )
}
