/** Settings for a test that sends more requests in a minute, or has more subscriptions, than a caller may. */
export const withoutRates = {
  RATE_TRACK: '0',
  RATE_BATCH: '0',
  RATE_QUERY: '0',
  RATE_SQL: '0',
  RATE_OTLP: '0',
  MAX_SUBSCRIPTIONS_PER_CALLER: '1000',
}
