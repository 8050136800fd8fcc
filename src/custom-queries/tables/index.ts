import { conversations } from './conversations-table.ts'
import { dailyStats } from './daily-stats-table.ts'
import { activities, aiCalls, apiCalls, events, messages, systemMetrics } from './event-tables.ts'
import { type QueryTable } from './query-table.ts'
import { sessions } from './sessions-table.ts'
import { users } from './users-table.ts'

/** The tables of custom queries, by their names in SQL. `docs/custom-queries.md` describes them. */
export const queryTables: Record<string, QueryTable> = {
  events,
  users,
  conversations,
  messages,
  ai_calls: aiCalls,
  api_calls: apiCalls,
  activities,
  sessions,
  system_metrics: systemMetrics,
  daily_stats: dailyStats,
}
