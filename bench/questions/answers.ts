import { type Funnel } from '../../src/schema/behavior/funnel.ts'
import { type DailyStats } from '../../src/schema/overview/daily-stats.ts'
import { type Summary } from '../../src/schema/overview/summary.ts'
import { type TimeSeries } from '../../src/schema/overview/time-series.ts'
import { type AiModels } from '../../src/schema/performance/ai.ts'

/** The answers that hand-written SQL gives too, reduced to a few numbers for comparison. */
export const answers = {
  funnel: ({ funnel }: { funnel: Funnel }) => funnel.steps.map(({ users }) => users),
  dailyStats: ({ dailyStats }: { dailyStats: DailyStats[] }) =>
    dailyFields.map(field => sum(dailyStats.map(day => day[field]))),
  timeSeries: ({ timeSeries }: { timeSeries: TimeSeries }) => [sum(timeSeries.series[0]!.values)],
  aiModels: ({ aiModels }: { aiModels: AiModels }) =>
    aiModels.models.flatMap(model => modelFields.map(field => Number(model[field]))),
  summary: ({ summary }: { summary: Summary }) => summaryNumbers.map(field => Number(summary[field])),
}

export type ComparedName = keyof typeof answers

export const dailyFields = [
  'events',
  'activeUsers',
  'conversations',
  'messages',
  'tokens',
  'apiCalls',
  'newUsers',
] as const

/** Averages are left out: their last digit depends on the order of addition. */
export const modelFields = ['calls', 'errors', 'tokens', 'costUsd', 'p50Ms', 'p95Ms', 'p99Ms'] as const
export const summaryNumbers = [
  'totalEvents',
  'activeUsers',
  'totalConversations',
  'totalMessages',
  'totalApiCalls',
  'totalAiCalls',
  'totalTokens',
  'totalCostUsd',
  'totalUsers',
  'newUsers',
  'activeUsersToday',
] as const

export const sum = (values: (number | null)[]) =>
  values.reduce<number>((total, value) => total + (value ?? 0), 0)
