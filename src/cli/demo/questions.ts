import { type Cell } from '../import/report/table-text.ts'

/** A question in words and in GraphQL, and the rows of its answer as a table: the cells by column. */
export interface Question<Answer> {
  title: string
  query: string
  rows(answer: Answer): Record<string, Cell>[]
}

/** Checks `rows` against the type of the answer. The list of questions has no such type: an answer is parsed JSON. */
const question = <Answer>(written: Question<Answer>) => written as Question<unknown>

const newUsers = question<{
  funnel: { steps: { name: string; users: number; rateFromFirst: number; medianSeconds: number | null }[] }
}>({
  title: 'How far do new users get within two weeks of signing up?',
  query: `query {
  funnel(range: { last: { count: 90, unit: DAY } }, input: {
    windowSeconds: 1209600
    steps: [
      { name: "Signs up", event: "signup" }
      { name: "Starts a conversation", event: "conversation_started" }
      { name: "Sends a message", event: "message" }
      { name: "Upgrades", event: "upgrade" }
    ]
  }) {
    steps { name users rateFromFirst medianSeconds }
  }
}`,
  rows: ({ funnel }) =>
    funnel.steps.map(({ name, users, rateFromFirst, medianSeconds }) => ({
      step: name,
      users,
      'of all': `${(rateFromFirst * 100).toFixed(1)} %`,
      'median time from the step before': medianSeconds === null ? '' : minutes(medianSeconds),
    })),
})

const lastWeek = question<{ dailyStats: (Record<'date', string> & Record<string, Cell>)[] }>({
  title: 'What happened in the last seven days?',
  query: `query {
  dailyStats(days: 7) {
    date totalUsers newUsers activeUsers conversations messages aiErrors apiErrors costUsd isComplete
  }
}`,
  rows: ({ dailyStats }) =>
    dailyStats.map(({ date, isComplete, costUsd, ...counts }) => ({
      day: weekday(date),
      date,
      ...counts,
      costUsd: Number(costUsd).toFixed(2),
      complete: isComplete ? 'yes' : 'running',
    })),
})

const weeklyUsers = question<{ timeSeries: { timestamps: string[]; series: { values: number[] }[] } }>({
  title: 'How many people use the platform each week?',
  query: `query {
  timeSeries(
    range: { last: { count: 12, unit: WEEK } }
    interval: WEEK
    input: { series: [{ measure: UNIQUE_USERS }] }
  ) {
    timestamps
    series { values }
  }
}`,
  rows: ({ timeSeries: { timestamps, series } }) =>
    timestamps.map((start, index) => ({
      'week from': start.slice(0, 10),
      users: series[0]!.values[index]!,
      '': '█'.repeat(Math.round(series[0]!.values[index]! / usersPerBlock)),
    })),
})

export const questions = [newUsers, lastWeek, weeklyUsers]

const usersPerBlock = 25

const minutes = (seconds: number) => `${(seconds / 60).toFixed(1)} min`

const weekday = (date: string) =>
  new Date(date).toLocaleDateString('en-US', { weekday: 'short', timeZone: 'UTC' })
