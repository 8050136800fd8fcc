import { type TableOf, tableOfItems } from './table.ts'

type Item = Record<string, unknown>

const meta = 'meta { asOf watermark isComplete caveats { code message } }'

const stepFields = 'name users dropOff rateFromPrevious rateFromFirst medianSeconds averageSeconds p90Seconds'

const stepColumns = {
  step: 'integer',
  name: 'text',
  users: 'integer',
  dropOff: 'integer',
  rateFromPrevious: 'number',
  rateFromFirst: 'number',
  medianSeconds: 'number',
  averageSeconds: 'number',
  p90Seconds: 'number',
} as const

interface FunnelPart {
  value?: string | null
  isOther?: boolean
  steps: Item[]
}

/** A row for each step, or for each step of each breakdown value. */
export const funnelTable: TableOf<FunnelPart & { breakdown: FunnelPart[] }> = {
  selection: `{
    name totalUsers completionRate openAttempts medianSeconds averageSeconds p90Seconds
    steps { ${stepFields} } breakdown { value isOther steps { ${stepFields} } } ${meta} }`,
  table: ({ steps, breakdown }) =>
    breakdown.length
      ? tableOfItems({ value: 'text', isOther: 'boolean', ...stepColumns }, breakdown.flatMap(stepsOf))
      : tableOfItems(stepColumns, stepsOf({ steps })),
}

const stepsOf = ({ steps, ...part }: FunnelPart): Item[] =>
  steps.map((step, i) => ({ ...part, step: i + 1, ...step }))

interface CohortPart {
  value?: string | null
  isOther?: boolean
  rows: { start: string; end: string; size: number; cells: Item[] }[]
}

const cohortRows = 'rows { start end size cells { period users rate value isComplete } }'

const cellColumns = {
  start: 'time',
  end: 'time',
  size: 'integer',
  period: 'integer',
  users: 'integer',
  rate: 'number',
  measured: 'decimal',
  isComplete: 'boolean',
} as const

/** A row for each cell. */
export const cohortsTable: TableOf<CohortPart & { groups: CohortPart[] }> = {
  selection: `{ size ${cohortRows} groups { value isOther size ${cohortRows} } ${meta} }`,
  table: ({ rows, groups }) =>
    groups.length
      ? tableOfItems({ value: 'text', isOther: 'boolean', ...cellColumns }, groups.flatMap(cellsOf))
      : tableOfItems(cellColumns, cellsOf({ rows })),
}

const cellsOf = ({ rows, value, isOther }: CohortPart): Item[] =>
  rows.flatMap(({ cells, ...row }) =>
    cells.map(({ value: measured, ...cell }) => ({ value, isOther, ...row, ...cell, measured })),
  )

/** A row for each bucket. */
export const lifecycleTable: TableOf<{ buckets: Item[] }> = {
  selection: `{
    buckets { start end isComplete activeUsers newUsers returning resurrecting dormant } ${meta} }`,
  table: ({ buckets }) =>
    tableOfItems(
      {
        start: 'time',
        end: 'time',
        isComplete: 'boolean',
        activeUsers: 'integer',
        newUsers: 'integer',
        returning: 'integer',
        resurrecting: 'integer',
        dormant: 'integer',
      },
      buckets,
    ),
}

/** A row for each number of intervals. */
export const stickinessTable: TableOf<{ rows: Item[] }> = {
  selection: `{
    intervals activeUsers averageIntervals rows { intervals users share usersAtLeast shareAtLeast } ${meta} }`,
  table: ({ rows }) =>
    tableOfItems(
      {
        intervals: 'integer',
        users: 'integer',
        share: 'number',
        usersAtLeast: 'integer',
        shareAtLeast: 'number',
      },
      rows,
    ),
}

/** A row for each link of each step. */
export const pathsTable: TableOf<{ steps: { depth: number; links: Item[] }[] }> = {
  selection: `{
    occurrences users pathCount otherOccurrences
    steps { depth occurrences ended links { from to occurrences users share medianSeconds } }
    paths { events occurrences users share medianSeconds } ${meta} }`,
  table: ({ steps }) =>
    tableOfItems(
      {
        depth: 'integer',
        from: 'text',
        to: 'text',
        occurrences: 'integer',
        users: 'integer',
        share: 'number',
        medianSeconds: 'number',
      },
      steps.flatMap(({ depth, links }) => links.map(link => ({ depth, ...link }))),
    ),
}
