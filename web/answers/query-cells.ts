/** The columns and rows of an answer to SQL, as texts. */
export function queryCells(
  columns: { name: string; type: string }[],
  rows: readonly (readonly unknown[] | null)[],
) {
  return {
    columns: columns.map(({ name, type }) => ({ name, isNumber: isNumberType(type) })),
    rows: rows.map(row => (row ?? []).map(cellText)),
  }
}

/** Numbers stay as they were sent: the grid rounds nothing. */
function cellText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const isNumberType = (type: string) => /^(Nullable\()?(U?Int|Float|Decimal)/.test(type)
