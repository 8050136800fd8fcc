import Big from 'big.js'
import {
  type CohortAverage,
  type CohortCell,
  type CohortRow,
  type CohortTable,
  type Listed,
} from '../../../schema/behavior/cohorts.ts'
import { CohortMeasure, type CohortsInput } from '../../../schema/behavior/cohorts-input.ts'
import { sum } from '../../../statistics.ts'
import { isComplete } from '../../query/meta.ts'
import { type Cell, type CohortQueryRow } from './query.ts'
import { type Question } from './question.ts'

/** Lists the users of a cell. */
export type List = (cell: Cell) => Listed['list']

/** The rows of all users, or of one group, as a table, which also has the rows without users. */
export function toTable(question: Question, found: CohortQueryRow[], list: List): CohortTable {
  const { rows, edges } = question.frame
  const byCohort = Map.groupBy(found, ({ cohort }) => cohort)
  const counted = Array.from({ length: rows }, (_, i) => countedOf(question, byCohort.get(i + 1) ?? [], i))
  return {
    size: sum(counted.map(({ size }) => size)),
    rows: counted.map((row, i) => {
      const bucket = { start: edges[i]!, end: edges[i + 1]! }
      return toRow(question, row, bucket, time => list({ cohort: i + 1, time }))
    }),
    average: averageOf(question, counted),
  }
}

/** A row with the numbers that its cells are computed from. */
interface Counted {
  size: number
  /** The returns in the column of the entry. */
  again: Measured
  cells: (Measured & Pick<CohortCell, 'period' | 'startOffset' | 'endOffset' | 'isComplete'>)[]
}

/** The number of users, and the sum and number of the amounts of their returns. */
interface Measured {
  users: number
  sum: Big
  count: number
}

/** Adds up the rows that several groups have for one cohort. */
function countedOf(question: Question, found: CohortQueryRow[], index: number): Counted {
  const size = sum(found.map(row => Number(row.size)))
  const endOf = columnEnds(question, found, index)
  const cells = question.frame.columns.map(({ from, to }, k) => ({
    ...(k === 0 ? { ...measured(found, 0, 1), users: size } : measured(found, k, k + 1)),
    period: k,
    startOffset: from,
    endOffset: to,
    isComplete: isComplete(question.query, endOf(to)),
  }))
  return { size, cells, again: measured(found, 0, 0) }
}

/** When a number of intervals have passed: on the calendar, or since the last entry of the row. */
function columnEnds({ frame }: Question, found: CohortQueryRow[], index: number): (offset: number) => Date {
  const { edges, isRolling, intervalMs } = frame
  if (!isRolling) return offset => edges[index + offset]!
  const rowEnd = edges[index + 1]!.getTime()
  const lastEntry = Math.max(...found.map(row => Number(row.lastEntry)))
  return offset => new Date(Math.max(rowEnd, lastEntry + offset * intervalMs))
}

function measured(found: CohortQueryRow[], users: number, amounts: number): Measured {
  return {
    users: sum(found.map(row => Number(row.users[users]))),
    sum: found.reduce((sum, row) => sum.plus(row.sums?.[amounts] ?? 0), Big(0)),
    count: sum(found.map(row => Number(row.counts?.[amounts] ?? 0))),
  }
}

function toRow(
  { input }: Question,
  { size, cells, again }: Counted,
  bucket: Pick<CohortRow, 'start' | 'end'>,
  list: (time?: number) => Listed['list'],
): CohortRow {
  const shown = (found: Measured) => ({
    users: found.users,
    rate: size ? found.users / size : null,
    value: shownAmount(input, found),
  })
  return {
    ...bucket,
    size,
    cells: cells.map(({ sum, count, ...cell }, k) => ({
      ...cell,
      ...shown({ users: cell.users, sum, count }),
      list: list(k === 0 ? undefined : k + 1),
    })),
    returnedInEntryBucket: { ...shown(again), isComplete: cells[0]!.isComplete, list: list(1) },
    list: list(),
  }
}

/** Pooled averages: the sizes, users and amounts of the complete cells are added up, so a large cohort weighs more. */
function averageOf({ input, frame }: Question, rows: Counted[]): CohortAverage[] {
  return frame.columns.map(({ from, to }, k) => {
    const complete = rows.filter(({ cells }) => cells[k]!.isComplete)
    const cells = complete.map(row => row.cells[k]!)
    const pooled = {
      users: sum(cells.map(({ users }) => users)),
      sum: cells.reduce((sum, cell) => sum.plus(cell.sum), Big(0)),
      count: sum(cells.map(({ count }) => count)),
    }
    const size = sum(complete.map(row => row.size))
    return {
      period: k,
      startOffset: from,
      endOffset: to,
      size,
      users: pooled.users,
      rate: size ? pooled.users / size : null,
      value: shownAmount(input, pooled),
    }
  })
}

function shownAmount({ value }: CohortsInput, { sum, count }: Measured): string | null {
  if (value?.measure === CohortMeasure.SUM) return sum.toFixed()
  if (value?.measure === CohortMeasure.AVERAGE && count) return sum.div(count).round(12).toFixed()
  return null
}
