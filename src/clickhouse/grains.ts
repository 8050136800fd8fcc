/**
 * The time buckets in which totals of events are stored, as SQL over an event. Since 1972 the offset of every time zone
 * from UTC is a multiple of 15 minutes, so quarters of an hour add up to days of any time zone.
 */
export const grains = {
  day: 'toDate(occurred_at)',
  quarter: `toStartOfFifteenMinutes(toDateTime(occurred_at, 'UTC'))`,
} as const
