import { chance, type Random, weighted } from './random.ts'
import { instantOn } from './rhythm.ts'
import { named, type SampleEvent, toEvent, withShared } from './sample-event.ts'
import { expectedSignUps } from './sign-ups.ts'

const visitorsPerSignUp = 2
const pages = { '/': 50, '/pricing': 25, '/docs': 15, '/blog': 10 }

/** The anonymous visits of a day: they have a session and no user. */
export function visitorEvents(day: number, index: number, random: Random): SampleEvent[] {
  const count = Math.round(expectedSignUps(day, index) * visitorsPerSignUp)
  return Array.from({ length: count }, (_, number) => {
    const id = `visitor-${index + 1}-${number + 1}`
    const channel = chance(random, 0.6) ? 'web' : 'mobile'
    const properties = { page: weighted(random, pages) }
    const visit = named(instantOn(day, random), 'visit', properties)
    return toEvent(withShared(visit, { sessionId: id, channel }), id)
  })
}
