import { exact } from '../../format/numbers.ts'

/** The table of a block of a run. */
export interface AnswerOfRun {
  columns: { name: string; type: string }[]
  rows: unknown[][]
}

const numbers = new Set(['integer', 'number', 'decimal'])

/** The columns and cells of a table, as people read them; a decimal keeps all its digits. That no row is “all others” needs no column. */
export function runCells({ columns, rows }: AnswerOfRun, moment: (instant: string) => string) {
  const shown = columns.flatMap((column, index) =>
    column.name === 'isOther' && rows.every(row => row[index] === false) ? [] : [{ ...column, index }],
  )
  return {
    columns: shown.map(({ name, type }) => ({ name, isNumber: numbers.has(type) })),
    rows: rows.map(row => shown.map(({ type, index }) => cellOf(row[index], type, moment))),
  }
}

function cellOf(value: unknown, type: string, moment: (instant: string) => string): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'number') return exact(value)
  if (type === 'time' && typeof value === 'string') return moment(value)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
