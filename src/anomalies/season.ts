import { type Calendar, local } from '../analytics/query/calendar.ts'

/** The widths of buckets that have a season to compare with. */
export type SeasonalUnit = 'HOUR' | 'DAY' | 'WEEK' | 'MONTH'

/** The number of earlier periods that a bucket is compared with at most. */
const mostPeriods = 8

/**
 * The places of buckets in their season: the hour of the week for hours, the weekday for days; weeks and months have one
 * place, since no season is assumed among them.
 */
export interface Season {
  /** The number of buckets of a week, 0 without a season. */
  bucketsOfWeek: number
  /** The latest buckets at the place of a bucket and before it, oldest first, at most eight. */
  before: (bucket: number) => number[]
  /** The same for every place that varies as much: the hours around it on all weekdays, or all weekdays. */
  beforeAlike: (bucket: number) => number[][]
}

/** The season of buckets, which are given by their starts, oldest first. */
export function seasonOf(starts: Date[], interval: SeasonalUnit, timeZone: string): Season {
  const { placeOf, bucketsOfWeek, alike } = seasons[interval]
  const calendar: Calendar = { timeZone, weekStart: 'MONDAY' }
  const places = starts.map(start => placeOf(start, calendar))
  const buckets = bucketsByPlace(places, bucketsOfWeek > 0)
  const latest = (place: number, before: number) => {
    const all = buckets.get(place) ?? []
    const end = all.findLastIndex(bucket => bucket < before) + 1
    return all.slice(Math.max(0, end - mostPeriods), end)
  }
  return {
    bucketsOfWeek,
    before: bucket => latest(places[bucket]!, bucket),
    beforeAlike: bucket => alike(places[bucket]!).map(place => latest(place, bucket)),
  }
}

interface PlacesOf {
  bucketsOfWeek: number
  placeOf: (start: Date, calendar: Calendar) => number
  alike: (place: number) => number[]
}

const weekdays = [0, 1, 2, 3, 4, 5, 6]

const seasons: Record<SeasonalUnit, PlacesOf> = {
  HOUR: { bucketsOfWeek: 168, placeOf: hourOfWeek, alike: hoursAround },
  DAY: { bucketsOfWeek: 7, placeOf: weekdayOf, alike: () => weekdays },
  WEEK: { bucketsOfWeek: 0, placeOf: () => 0, alike: () => [0] },
  MONTH: { bucketsOfWeek: 0, placeOf: () => 0, alike: () => [0] },
}

function weekdayOf(start: Date, calendar: Calendar): number {
  return local(start, calendar).weekday - 1
}

/** The hour of the local clock: after a change of the clock, nine o'clock is still compared with nine o'clock. */
function hourOfWeek(start: Date, calendar: Calendar): number {
  return weekdayOf(start, calendar) * 24 + local(start, calendar).hour
}

/** The hour of the day, two hours before and two after, on every day of the week. */
function hoursAround(place: number): number[] {
  const hours = [22, 23, 0, 1, 2].map(shift => (place + shift) % 24)
  return weekdays.flatMap(day => hours.map(hour => day * 24 + hour))
}

/** The first of two hours that the clock repeats stands for both among the buckets of their place. */
const bucketsByPlace = (places: number[], hasSeason: boolean): Map<number, number[]> =>
  Map.groupBy(
    places.flatMap((place, bucket) => (hasSeason && place === places[bucket - 1] ? [] : [bucket])),
    bucket => places[bucket]!,
  )
