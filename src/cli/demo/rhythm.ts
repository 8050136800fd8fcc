import { dayMs } from '../../durations.ts'
import { type Random, weightedIndex } from './random.ts'

export const sampleDays = 90

/** The relative activity on each day of the week, Sunday first. */
const weekdays = [0.45, 1.1, 1.2, 1.2, 1.15, 1.05, 0.5]

/** The relative activity in each hour (UTC), from midnight: less at lunch and in the evening. */
const hours = [6, 4, 3, 2, 2, 4, 9, 20, 42, 62, 68, 64, 50, 58, 66, 64, 56, 44, 36, 34, 32, 26, 18, 11]

/** The start of each calendar day (UTC) of the sample; the day of `until` is the last. */
export function daysUntil(until: Date): number[] {
  const today = Math.floor(until.getTime() / dayMs) * dayMs
  return Array.from({ length: sampleDays }, (_, index) => today - (sampleDays - 1 - index) * dayMs)
}

/** The relative activity on the weekday of a day; the mean of a week is 0.95. */
export const weekdayShare = (day: number): number => weekdays[new Date(day).getUTCDay()]!

/** An instant on a day, more likely in hours with more activity. */
export function instantOn(day: number, random: Random): number {
  return day + Math.floor((weightedIndex(random, hours) + random()) * 3_600_000)
}

/** One of the seven days that start with `first`, more likely one with more activity. */
export function dayOfWeekFrom(first: number, random: Random): number {
  const week = Array.from({ length: 7 }, (_, index) => first + index * dayMs)
  return week[weightedIndex(random, week.map(weekdayShare))]!
}
