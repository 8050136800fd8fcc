import { seededRandom } from './random.ts'
import { daysUntil } from './rhythm.ts'
import { type SampleFact } from './sample-fact.ts'
import { signUps } from './sign-ups.ts'
import { userFacts } from './user-facts.ts'
import { visitorFacts } from './visitor-facts.ts'

/**
 * Ninety days of an invented chat platform, oldest first, that end at `until`: about 100,000 facts of some 4,600 users.
 * The seed and the day of `until` (UTC) settle everything, so a later `until` on the same day gives the same facts
 * and those that happened since, each with the same id.
 */
export function sampleFacts(seed: number, until: Date): SampleFact[] {
  const random = seededRandom(seed)
  const days = daysUntil(until)
  const users = signUps(days, random).flatMap(user => userFacts(user, random))
  const visitors = days.flatMap((day, index) => visitorFacts(day, index, random))
  const end = until.toISOString()
  return [...users, ...visitors]
    .filter(({ timestamp }) => timestamp < end)
    .sort((a, b) => (a.timestamp < b.timestamp ? -1 : Number(a.timestamp > b.timestamp)))
}
