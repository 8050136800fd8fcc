import { minuteMs } from '../../durations.ts'
import { conversation } from './conversation.ts'
import { type Incident } from './incident.ts'
import { apiCall } from './platform-events.ts'
import { chance, type Random, weighted, wholeBetween } from './random.ts'
import { type DraftEvent, named, type SampleEvent, toEvent, withShared } from './sample-event.ts'
import { type Plan, type Session, sessionsOf } from './sessions.ts'
import { channels, type SampleUser } from './sign-ups.ts'

const userAgents: Record<SampleUser['channel'], string> = {
  web: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36',
  mobile:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
  slack:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
  whatsapp:
    'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36',
}

/** All events of a user. The ids of events, sessions and conversations end with a number, from 1. */
export function userEvents(user: SampleUser, incident: Incident, random: Random): SampleEvent[] {
  const sessions = sessionsOf(user, random)
  const events = sessions.flatMap((session, index) =>
    sessionEvents({ user, session, index, plan: planBefore(sessions, index) }, incident, random),
  )
  return events.map((event, index) => ({
    ...toEvent(event, `${user.id}-${index + 1}`),
    ...(isOfDevice(event) && { clockAheadMs: user.clockAheadMs }),
  }))
}

/** The platform itself sends the other kinds. */
const isOfDevice = ({ kind }: DraftEvent) => kind === 'event' || kind === 'activity'

function planBefore(sessions: Session[], index: number): Plan {
  return sessions.slice(0, index).find(({ upgradesTo }) => upgradesTo)?.upgradesTo ?? 'free'
}

/** The session number `index` of a user, on this plan. */
interface PlannedSession {
  user: SampleUser
  session: Session
  index: number
  plan: Plan
}

function sessionEvents(
  { user, session, index, plan }: PlannedSession,
  incident: Incident,
  random: Random,
): DraftEvent[] {
  const channel = index === 0 || chance(random, 0.85) ? user.channel : weighted(random, channels)
  const opening = session.isFirst ? signUp(user, random) : logIn(session.at, user, random)
  const openedAt = opening.at(-1)!.at
  const request = apiCall(openedAt + wholeBetween(random, 1, 15) * 1_000, incident, random)
  const talkAt = openedAt + wholeBetween(random, 20, 600) * 1_000
  const talk = session.hasConversation
    ? conversation(talkAt, `${user.id}-c${index + 1}`, incident, random)
    : []
  const upgrade = plan === 'free' ? upgradeAfter(talk, session, random) : []
  const shared = { userId: user.id, sessionId: `${user.id}-s${index + 1}`, channel, properties: { plan } }
  return [...opening, request, ...talk, ...upgrade].map(event => withShared(event, shared))
}

/**
 * The visit before the sign-up has the id of the user too: both are in one session, which the platform knows. Some users
 * looked at the prices a minute before, as a visitor whom the visit links to the user.
 */
function signUp(user: SampleUser, random: Random): DraftEvent[] {
  const { arrivedAt, country, source, anonymousId } = user
  const properties = { country, source }
  const visitedAt = anonymousId ? arrivedAt + minuteMs : arrivedAt
  const signedUpAt = visitedAt + wholeBetween(random, 1, 12) * minuteMs
  return [
    ...(anonymousId ? [asVisitor(arrivedAt, anonymousId)] : []),
    withShared(named(visitedAt, 'visit', properties), { anonymousId }),
    named(signedUpAt, 'signup', properties),
    activity(signedUpAt + 1_000, 'registration', user),
  ]
}

const asVisitor = (at: number, anonymousId: string): DraftEvent =>
  withShared(named(at, 'visit', { page: '/pricing' }), { anonymousId, userId: null })

/** Every second session begins with a login; in the others the user is still logged in. */
function logIn(at: number, user: SampleUser, random: Random): DraftEvent[] {
  const visit = named(at, 'visit')
  return chance(random, 0.5) ? [visit, activity(at + 2_000, 'login', user)] : [visit]
}

const activity = (at: number, type: string, { username, channel }: SampleUser): DraftEvent => ({
  at,
  kind: 'activity',
  input: { type, username, userAgent: userAgents[channel] },
})

function upgradeAfter(talk: DraftEvent[], { upgradesTo }: Session, random: Random): DraftEvent[] {
  if (!upgradesTo) return []
  const at = talk.at(-1)!.at + wholeBetween(random, 1, 20) * minuteMs
  return [named(at, 'upgrade', { plan: upgradesTo, previousPlan: 'free' })]
}
