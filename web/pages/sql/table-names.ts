/** The tables of custom queries. The service tells the columns of each; a test compares this list with its own. */
export const tableNames = [
  'events',
  'users',
  'conversations',
  'messages',
  'ai_calls',
  'api_calls',
  'activities',
  'sessions',
  'system_metrics',
  'daily_stats',
]
