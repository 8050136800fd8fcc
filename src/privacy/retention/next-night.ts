import { DateTime } from 'luxon'

/** Shortly after midnight, when late events of the day before have mostly arrived. */
const minutesAfterMidnight = 20

/** The next night of a time zone, in which events expire. */
export const nextNight = (timeZone: string, now: Date): Date =>
  DateTime.fromJSDate(now, { zone: timeZone })
    .plus({ days: 1 })
    .startOf('day')
    .plus({ minutes: minutesAfterMidnight })
    .toJSDate()
