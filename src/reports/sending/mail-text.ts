import { type RunBlock } from '../../entities/reports/report-run.ts'
import { cellText, shortened } from './cell-text.ts'
import { type DatedRun, type Shown } from './dated-run.ts'

/** A run as plain text, with the rows that its HTML has. */
export const textOf = ({ name, period, note, blocks, unsubscribe }: DatedRun, shown: Shown): string =>
  [
    name,
    period,
    ...(note ? ['', note] : []),
    ...blocks.flatMap(block => ['', ...blockLines(block, shown)]),
    ...(unsubscribe === undefined ? [] : ['', `Unsubscribe from this report: ${unsubscribe}`]),
  ].join('\n')

function blockLines({ title, text, table, error, rowCount }: RunBlock, shown: Shown): string[] {
  const heading = [title, '-'.repeat(title.length)]
  if (text !== null) return [...heading, shortened(text, shown.characters)]
  if (!table) return [...heading, error?.message ?? '']
  const rows = table.rows.slice(0, shown.rows)
  const more = (rowCount ?? 0) - rows.length
  const lines = [table.columns.map(({ name }) => name), ...rows].map(cells =>
    cells.map(value => cellText(value).replace(/\s+/g, ' ')).join(' | '),
  )
  return [...heading, ...lines, ...(more > 0 ? [`${more} more rows`] : [])]
}
