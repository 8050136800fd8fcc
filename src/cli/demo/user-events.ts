import { conversation } from './conversation.ts'
import { chance, type Random, weighted, wholeBetween } from './random.ts'
import { type DraftEvent, type SampleEvent, toEvent } from './sample-event.ts'
import { type Plan, type Session, sessionsOf } from './sessions.ts'
import { channels, type SampleUser } from './sign-ups.ts'

const minuteMs = 60_000

/** All events of a user. The ids of events, sessions and conversations end with a number, from 1. */
export function userEvents(user: SampleUser, random: Random): SampleEvent[] {
  const sessions = sessionsOf(user, random)
  const events = sessions.flatMap((session, index) =>
    sessionEvents(user, session, index, planBefore(sessions, index), random),
  )
  return events.map((event, index) => toEvent(event, `${user.id}-${index + 1}`))
}

function planBefore(sessions: Session[], index: number): Plan {
  return sessions.slice(0, index).find(({ upgradesTo }) => upgradesTo)?.upgradesTo ?? 'free'
}

function sessionEvents(
  user: SampleUser,
  session: Session,
  index: number,
  plan: Plan,
  random: Random,
): DraftEvent[] {
  const channel = index === 0 || chance(random, 0.85) ? user.channel : weighted(random, channels)
  const opening = session.isFirst ? signUp(user, random) : [{ at: session.at, name: 'visit' }]
  const talkAt = opening.at(-1)!.at + wholeBetween(random, 20, 600) * 1_000
  const talk = session.hasConversation ? conversation(talkAt, `${user.id}-c${index + 1}`, random) : []
  const upgrade = plan === 'free' ? upgradeAfter(talk, session, random) : []
  return [...opening, ...talk, ...upgrade].map(event => ({
    ...event,
    userId: user.id,
    sessionId: `${user.id}-s${index + 1}`,
    channel,
    properties: { plan, ...event.properties },
  }))
}

/** The visit before the sign-up has the id of the user too: both are in one session, which the platform knows. */
function signUp({ arrivedAt, country, source }: SampleUser, random: Random): DraftEvent[] {
  const properties = { country, source }
  return [
    { at: arrivedAt, name: 'visit', properties },
    { at: arrivedAt + wholeBetween(random, 1, 12) * minuteMs, name: 'signup', properties },
  ]
}

function upgradeAfter(talk: DraftEvent[], { upgradesTo }: Session, random: Random): DraftEvent[] {
  if (!upgradesTo) return []
  const at = talk.at(-1)!.at + wholeBetween(random, 1, 20) * minuteMs
  return [{ at, name: 'upgrade', properties: { plan: upgradesTo, previousPlan: 'free' } }]
}
