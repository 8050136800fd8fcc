import { type ColumnType, type TableOf } from './table.ts'

interface QueryAnswer {
  columns: { name: string; type: string }[]
  rows: unknown[][]
}

/** The rows as they are, with columns of the types that ClickHouse says. */
export const queryTable: TableOf<QueryAnswer> = {
  selection: `{
    columns { name type } rows rowsReturned truncated executionTimeMs
    meta { asOf watermark isComplete caveats { code message } } }`,
  table: ({ columns, rows }) => ({
    columns: columns.map(({ name, type }) => ({ name, type: columnTypeOf(type) })),
    rows,
  }),
}

/** The types of ClickHouse by the beginnings of their names. */
const types: [RegExp, ColumnType][] = [
  [/^U?Int/, 'integer'],
  [/^B?Float/, 'number'],
  [/^Decimal/, 'decimal'],
  [/^Bool/, 'boolean'],
  [/^DateTime/, 'time'],
  [/^(Array|Map|Tuple|Nested|JSON|Dynamic|Variant|Object)/, 'json'],
]

function columnTypeOf(type: string): ColumnType {
  const inner = type.replace(/^((Nullable|LowCardinality)\()+/, '')
  return types.find(([pattern]) => pattern.test(inner))?.[1] ?? 'text'
}
