import { type TableOf, tableOfItems } from './table.ts'

const meta = 'meta { asOf watermark isComplete caveats { code message } }'

interface TimeSeries {
  timestamps: string[]
  isComplete: boolean[]
  series: {
    name: string
    group: string | null
    isOther: boolean
    values: (number | null)[]
    previous: (number | null)[]
  }[]
}

/** A row for each bucket of each line. */
export const timeSeriesTable: TableOf<TimeSeries> = {
  selection: `{
    timestamps isComplete previousTimestamps groupCount
    series { name group isOther values previous total previousTotal changeRate } ${meta} }`,
  table: ({ timestamps, isComplete, series }) =>
    tableOfItems(
      {
        start: 'time',
        isComplete: 'boolean',
        name: 'text',
        group: 'text',
        isOther: 'boolean',
        value: 'number',
        previous: 'number',
      },
      series.flatMap(({ values, previous, ...line }) =>
        timestamps.map((start, i) => ({
          ...line,
          start,
          isComplete: isComplete[i],
          value: values[i],
          previous: previous[i],
        })),
      ),
    ),
}

/** A row for each user. */
export const topUsersTable: TableOf<{ users: { user: object }[] }> = {
  selection: `{
    users {
      rank user { userId username } events messages conversations tokens costUsd unpricedCalls share } ${meta} }`,
  table: ({ users }) =>
    tableOfItems(
      {
        rank: 'integer',
        userId: 'text',
        username: 'text',
        events: 'integer',
        messages: 'integer',
        conversations: 'integer',
        tokens: 'integer',
        costUsd: 'decimal',
        unpricedCalls: 'integer',
        share: 'number',
      },
      users.map(({ user, ...numbers }) => ({ ...numbers, ...user })),
    ),
}
