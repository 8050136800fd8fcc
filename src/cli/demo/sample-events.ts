import { seededRandom } from './random.ts'
import { daysUntil } from './rhythm.ts'
import { type SampleEvent } from './sample-event.ts'
import { signUps } from './sign-ups.ts'
import { userEvents } from './user-events.ts'
import { visitorEvents } from './visitor-events.ts'

/**
 * The events of an invented chat platform in the 90 days up to `until`, oldest first: about 100,000 events of about
 * 4,600 users. The seed and the day of `until` (UTC) determine them: a later `until` on the same day gives the same events
 * with the same ids, and the events between the two.
 */
export function sampleEvents(seed: number, until: Date): SampleEvent[] {
  const random = seededRandom(seed)
  const days = daysUntil(until)
  const users = signUps(days, random).flatMap(user => userEvents(user, random))
  const visitors = days.flatMap((day, index) => visitorEvents(day, index, random))
  const end = until.toISOString()
  return [...users, ...visitors]
    .filter(({ timestamp }) => timestamp < end)
    .sort((a, b) => (a.timestamp < b.timestamp ? -1 : Number(a.timestamp > b.timestamp)))
}
