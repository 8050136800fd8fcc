/**
 * The steps of time that totals of facts are kept in, each as SQL over a fact. Every time zone since 1972 is whole
 * quarters of an hour away from UTC, so the days of each are made of quarters.
 */
export const grains = {
  day: 'toDate(occurred_at)',
  quarter: `toStartOfFifteenMinutes(toDateTime(occurred_at, 'UTC'))`,
} as const
