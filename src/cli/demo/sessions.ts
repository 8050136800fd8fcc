import { dayMs } from '../../durations.ts'
import { chance, type Random, streak, weighted, wholeBetween } from './random.ts'
import { dayOfWeekFrom, instantOn } from './rhythm.ts'
import { type SampleUser } from './sign-ups.ts'

export type Plan = 'free' | PaidPlan
type PaidPlan = 'pro' | 'team'

/** A session of a user. */
export interface Session {
  /** Milliseconds since 1970. */
  at: number
  isFirst: boolean
  hasConversation: boolean
  upgradesTo: PaidPlan | undefined
}

const share = { activated: 0.7, talksAtOnce: 0.8, weekWithSessions: 0.85, talks: 0.8, upgrades: 0.04 }
const mostWeeks = 13
const paidPlans = { pro: 75, team: 25 }

/** The sessions of a user, oldest first: the sign-up, and if it activates the user, the sessions after it. */
export function sessionsOf({ arrivedAt }: SampleUser, random: Random): Session[] {
  const isActivated = chance(random, share.activated)
  const talksAtOnce = isActivated && chance(random, share.talksAtOnce)
  const first = session(arrivedAt, talksAtOnce, random)
  const later = isActivated ? returnsOf(arrivedAt, talksAtOnce, random) : []
  return [{ ...first, isFirst: true }, ...later.sort((a, b) => a.at - b.at)]
}

function returnsOf(arrivedAt: number, hasTalked: boolean, random: Random): Session[] {
  const signUpDay = Math.floor(arrivedAt / dayMs) * dayMs
  const firstTalk = hasTalked
    ? []
    : [session(instantOn(signUpDay + wholeBetween(random, 1, 6) * dayMs, random), true, random)]
  const weeks = Array.from({ length: weeksOfLife(random) }, (_, week) => signUpDay + (week + 1) * 7 * dayMs)
  return [...firstTalk, ...weeks.flatMap(week => sessionsInWeek(week, random))]
}

/** After k weeks a share of (k + 1)^-0.9 of the users is still active: a retention curve that flattens out. */
function weeksOfLife(random: Random): number {
  return Math.min(Math.floor((1 - random()) ** (-1 / 0.9)) - 1, mostWeeks)
}

function sessionsInWeek(firstDay: number, random: Random): Session[] {
  if (!chance(random, share.weekWithSessions)) return []
  return Array.from({ length: streak(random, 0.5) }, () =>
    session(instantOn(dayOfWeekFrom(firstDay, random), random), chance(random, share.talks), random),
  )
}

function session(at: number, hasConversation: boolean, random: Random): Session {
  const upgrades = hasConversation && chance(random, share.upgrades)
  return {
    at,
    isFirst: false,
    hasConversation,
    upgradesTo: upgrades ? weighted(random, paidPlans) : undefined,
  }
}
