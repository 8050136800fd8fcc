import { incidentBefore } from './incident.ts'
import { nightlyBatch } from './nightly-batch.ts'
import { machineEvents } from './platform-events.ts'
import { seededRandom } from './random.ts'
import { daysUntil } from './rhythm.ts'
import { type SampleEvent } from './sample-event.ts'
import { signUps } from './sign-ups.ts'
import { userEvents } from './user-events.ts'
import { visitorEvents } from './visitor-events.ts'

/**
 * The events of an invented chat platform in the 90 days up to `until`, oldest first: about 150,000 events of every kind, of
 * about 4,600 users. The seed and the day of `until` (UTC) determine them: a later `until` on the same day gives the same
 * events with the same ids, and the events between the two.
 */
export function sampleEvents(seed: number, until: Date): SampleEvent[] {
  const random = seededRandom(seed)
  const days = daysUntil(until)
  const incident = incidentBefore(days.at(-1)!)
  const users = signUps(days, random).flatMap(user => userEvents(user, incident, random))
  const visitors = days.flatMap((day, index) => visitorEvents(day, index, random))
  const machines = days.flatMap(day => machineEvents(day, incident, random))
  const batches = days.flatMap(day => nightlyBatch(day, random))
  const end = until.getTime()
  return [...users, ...visitors, ...machines, ...batches]
    .filter(({ at }) => at < end)
    .sort((a, b) => a.at - b.at)
}
