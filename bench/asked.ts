import { type DailyStats } from '../src/schema/daily-stats.ts'
import { type Funnel } from '../src/schema/funnel.ts'
import { type TimeSeries } from '../src/schema/time-series.ts'

/** The questions of the benchmark. Each answer is boiled down to a few sums, so that answers can be compared. */
export const questions = {
  funnel: {
    query: `query Funnel($from: DateTime!, $to: DateTime!) {
      funnel(input: {
        steps: [{ event: "docs" }, { event: "fix" }, { event: "feat" }], range: { from: $from, to: $to }, windowSeconds: 604800
      }) {
        totalUsers completionRate openAttempts
        steps { name users rateFromFirst rateFromPrevious dropOff medianSeconds averageSeconds p90Seconds }
        meta { watermark }
      }
    }`,
    answerOf: ({ funnel }: { funnel: Funnel }) => funnel.steps.map(({ users }) => users),
  },
  dailyStats: {
    query: `query DailyStats {
      dailyStats(days: 90, timeZone: "UTC") {
        date totalUsers activeUsers newUsers events conversations messages tokens apiCalls isComplete
      }
    }`,
    answerOf: ({ dailyStats }: { dailyStats: DailyStats[] }) =>
      dailyFields.map(field => sum(dailyStats.map(day => day[field]))),
  },
  timeSeries: {
    query: `query TimeSeries($from: DateTime!, $to: DateTime!) {
      timeSeries(input: {
        event: "docs", measure: UNIQUE_USERS, interval: DAY, timeZone: "UTC", range: { from: $from, to: $to }
      }) { timestamps isComplete series { group values } meta { watermark } }
    }`,
    answerOf: ({ timeSeries }: { timeSeries: TimeSeries }) => [sum(timeSeries.series[0]!.values)],
  },
}

export type QuestionName = keyof typeof questions

export const funnelSteps = ['docs', 'fix', 'feat'].map(event => ({ event }))
export const funnelWindowSeconds = 604_800
export const dailyFields = [
  'events',
  'activeUsers',
  'conversations',
  'messages',
  'tokens',
  'apiCalls',
  'newUsers',
] as const

export const sum = (values: (number | null)[]) =>
  values.reduce<number>((total, value) => total + (value ?? 0), 0)

/** The 90 days that are loaded and asked about, today included. */
export function askedRange(now: Date) {
  const to = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1))
  return { from: new Date(to.getTime() - 90 * 86_400_000), to }
}
