import { type BareName } from '../behaviour/behaviour-sql.ts'
import { sum } from './answers.ts'

/** A question about behavior in GraphQL, its comparison, and the factor of time allowed for it. */
export interface BehaviourQuestion {
  about: string
  query: string
  /** Hand-written SQL and, where both have to agree, the numbers to compare. */
  bare?: { sql: BareName; numbers?: (data: never) => number[] }
  /** The same question without the measured part. */
  without?: string
  most?: { ratio: number; plusMs: number }
}

const overRange = (body: string) => `query Bench($range: DateRangeInput!) { ${body} }`

const steps = 'steps: [{ event: "docs" }, { event: "fix" }, { event: "feat" }]'
const funnel = (options: string, fields: string) =>
  overRange(`funnel(input: { ${steps}, range: $range, windowSeconds: 604800, ${options} }) { ${fields} }`)
const depths = 'totalUsers completionRate steps { users rateFromFirst rateFromPrevious dropOff }'
const everything = `totalUsers completionRate openAttempts meta { watermark }
  steps { name users rateFromFirst rateFromPrevious dropOff medianSeconds averageSeconds p90Seconds }`
const usersOf = ({ funnel }: { funnel: { steps: { users: number }[] } }) =>
  funnel.steps.map(({ users }) => users)

/** Users who read docs twice, have five messages and go from docs to a fix. */
const threeBehaviours = `{ and: [
  { behavior: { did: { event: "docs", count: 2, withinDays: 60 } } }
  { behavior: { did: { event: "message", count: 5, withinDays: 60 } } }
  { behavior: { sequence: { first: { event: "docs" }, second: { event: "fix" }, withinDays: 60 } } }
] }`
const summary = (segment: string) =>
  overRange(
    `summary(range: $range, ${segment}) { totalEvents activeUsers totalMessages totalTokens totalCostUsd }`,
  )
const series = (segment: string) =>
  overRange(`timeSeries(input: { range: $range, measure: UNIQUE_USERS, ${segment} }) { series { values } }`)

const retention = `query Bench { cohorts(input: {
  range: { last: { count: 12, unit: WEEK } }, interval: WEEK, periods: 12, timeZone: "UTC"
}) { rows { size cells { users rate isComplete } } } }`

/** A cell after the last week, with no user. */
const cellsOf = ({ cohorts }: { cohorts: { rows: { size: number; cells: { users: number }[] }[] } }) => [
  sum(cohorts.rows.map(({ size }) => size)),
  sum(cohorts.rows.flatMap(({ cells }) => cells.map(({ users }) => users))),
]

export const behaviourQuestions: BehaviourQuestion[] = [
  {
    about: 'funnel, 3 steps in order, users only, beside bare windowFunnel',
    query: funnel('', depths),
    bare: { sql: 'windowFunnel', numbers: usersOf },
    most: { ratio: 1.25, plusMs: 5 },
  },
  {
    about: 'funnel, 3 steps in order, with times and open attempts, beside bare windowFunnel',
    query: funnel('', everything),
    bare: { sql: 'windowFunnel', numbers: usersOf },
    most: { ratio: 3, plusMs: 0 },
  },
  {
    about: 'funnel, STRICT, beside bare windowFunnel in order',
    query: funnel('order: STRICT', everything),
    bare: { sql: 'windowFunnel' },
    most: { ratio: 5, plusMs: 0 },
  },
  {
    about: 'funnel, UNORDERED, beside bare windowFunnel in order',
    query: funnel('order: UNORDERED', everything),
    bare: { sql: 'windowFunnel' },
    most: { ratio: 5, plusMs: 0 },
  },
  {
    about: 'funnel, an exclusion between each two steps, beside bare windowFunnel without',
    query: funnel(
      'exclusions: [{ event: "event 3" }, { event: "logout", fromStep: 1, toStep: 2 }]',
      everything,
    ),
    bare: { sql: 'windowFunnel' },
    most: { ratio: 5, plusMs: 0 },
  },
  {
    about: 'retention, 12 weeks of first activity, 12 columns',
    query: retention,
    bare: { sql: 'retention', numbers: cellsOf },
    most: { ratio: 1.5, plusMs: 0 },
  },
  {
    about: 'summary of a segment of three behaviours, beside the summary of everybody',
    query: summary(`segment: ${threeBehaviours}`),
    without: summary(''),
    most: { ratio: 1, plusMs: 150 },
  },
  {
    about: 'daily active users of a segment of three behaviours, beside those of everybody',
    query: series(`segment: ${threeBehaviours}`),
    without: series(''),
    most: { ratio: 1, plusMs: 150 },
  },
  {
    about: 'paths, 3 events after one of the rarer ones: links and whole paths',
    query: overRange(`paths(input: { anchor: { event: "feat" }, range: $range }) {
      occurrences users steps { depth occurrences ended links { from to occurrences users share medianSeconds } }
      paths { events occurrences users share medianSeconds }
    }`),
  },
  {
    about: 'lifecycle, 90 days, daily',
    query: overRange(`lifecycle(input: { range: $range }) {
      buckets { start activeUsers newUsers returning resurrecting dormant isComplete }
    }`),
  },
  {
    about: 'stickiness, days of 90',
    query: overRange(
      'stickiness(input: { range: $range }) { activeUsers rows { intervals users usersAtLeast } }',
    ),
  },
]
