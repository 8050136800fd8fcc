import { chance, type Random, weighted, wholeBetween } from './random.ts'
import { instantOn, sampleDays, weekdayShare } from './rhythm.ts'

/** A user who signs up. `country` and `source` are properties of the first events. */
export interface SampleUser {
  id: string
  /** Such as `maria42`. */
  username: string
  /** The time of the first visit in milliseconds since 1970. The sign-up is minutes later. */
  arrivedAt: number
  channel: Channel
  country: string
  source: string
  /** The id of the visitor until the sign-up, if the widget of the website gave one. */
  anonymousId: string | undefined
  /** How far the clock of the device is ahead, in milliseconds: 0 for a right one. */
  clockAheadMs: number
}

export const channels = { web: 46, mobile: 28, slack: 14, whatsapp: 12 }
type Channel = keyof typeof channels

const countries = { US: 30, DE: 18, GB: 13, FR: 9, IN: 9, BR: 7, ES: 5, NL: 5, JP: 4 }
const sources = { search: 38, referral: 22, direct: 18, ads: 14, partner: 8 }
const share = { visitsBefore: 0.3, wrongClock: 0.05 }

const firstNames = [
  'maria',
  'liam',
  'aiko',
  'jonas',
  'priya',
  'lucas',
  'emma',
  'diego',
  'chloe',
  'sven',
  'ana',
]

/** The users who sign up on these days, numbered in the order of the days. */
export function signUps(days: number[], random: Random): SampleUser[] {
  const instants = days.flatMap((day, index) => instantsOn(day, index, random))
  return instants.map((arrivedAt, index) => ({
    id: `user-${String(index + 1).padStart(5, '0')}`,
    username: `${firstNames[index % firstNames.length]}${index + 1}`,
    arrivedAt,
    channel: weighted(random, channels),
    country: weighted(random, countries),
    source: weighted(random, sources),
    anonymousId: chance(random, share.visitsBefore) ? `anon-${index + 1}` : undefined,
    clockAheadMs: chance(random, share.wrongClock) ? wholeBetween(random, 5, 180) * 60_000 : 0,
  }))
}

function instantsOn(day: number, index: number, random: Random): number[] {
  const count = Math.round(expectedSignUps(day, index) * (0.85 + random() * 0.3))
  return Array.from({ length: count }, () => instantOn(day, random))
}

/** Grows linearly, from 31 to 88 on a day of average activity. */
export function expectedSignUps(day: number, index: number): number {
  return (31 + (57 * index) / (sampleDays - 1)) * weekdayShare(day)
}
