import { conversation } from './conversation.ts'
import { chance, type Random, weighted, wholeBetween } from './random.ts'
import { type Happening, type SampleEvent, toEvent } from './sample-event.ts'
import { type Plan, type Session, sessionsOf } from './sessions.ts'
import { channels, type SampleUser } from './sign-ups.ts'

const minuteMs = 60_000

/** Everything a user does, numbered from 1 in the ids of the events, of the sessions and of the conversations. */
export function userEvents(user: SampleUser, random: Random): SampleEvent[] {
  const sessions = sessionsOf(user, random)
  const happenings = sessions.flatMap((session, index) =>
    sessionEvents(user, session, index, planBefore(sessions, index), random),
  )
  return happenings.map((happening, index) => toEvent(happening, `${user.id}-${index + 1}`))
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
): Happening[] {
  const channel = index === 0 || chance(random, 0.85) ? user.channel : weighted(random, channels)
  const opening = session.isFirst ? signUp(user, random) : [{ at: session.at, name: 'visit' }]
  const talkAt = opening.at(-1)!.at + wholeBetween(random, 20, 600) * 1_000
  const talk = session.hasConversation ? conversation(talkAt, `${user.id}-c${index + 1}`, random) : []
  const upgrade = plan === 'free' ? upgradeAfter(talk, session, random) : []
  return [...opening, ...talk, ...upgrade].map(happening => ({
    ...happening,
    userId: user.id,
    sessionId: `${user.id}-s${index + 1}`,
    channel,
    properties: { plan, ...happening.properties },
  }))
}

/** The visit that leads to signing up belongs to the user already: the platform knows the session. */
function signUp({ arrivedAt, country, source }: SampleUser, random: Random): Happening[] {
  const properties = { country, source }
  return [
    { at: arrivedAt, name: 'visit', properties },
    { at: arrivedAt + wholeBetween(random, 1, 12) * minuteMs, name: 'signup', properties },
  ]
}

function upgradeAfter(talk: Happening[], { upgradesTo }: Session, random: Random): Happening[] {
  if (!upgradesTo) return []
  const at = talk.at(-1)!.at + wholeBetween(random, 1, 20) * minuteMs
  return [{ at, name: 'upgrade', properties: { plan: upgradesTo, previousPlan: 'free' } }]
}
