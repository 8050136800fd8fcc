export type Cell = string | number | boolean

/** Formats rows as a table for the terminal. All rows have the same columns; numbers are aligned to the right. */
export function tableText(rows: Record<string, Cell>[]): string {
  const columns = Object.keys(rows[0] ?? {})
  const lines = [columns, ...rows.map(row => columns.map(column => cellText(row[column]!)))]
  const widths = columns.map((_, at) => Math.max(...lines.map(line => line[at]!.length)))
  const isNumber = columns.map(column => typeof rows[0]![column] === 'number')
  const pad = (cell: string, at: number) =>
    isNumber[at] ? cell.padStart(widths[at]!) : cell.padEnd(widths[at]!)
  return lines.map(line => `  ${line.map(pad).join('   ')}`.trimEnd()).join('\n')
}

const cellText = (cell: Cell) => (typeof cell === 'number' ? cell.toLocaleString('en-US') : String(cell))
