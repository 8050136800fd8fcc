import { type GraphQLSchema } from 'graphql'
import { askInJob } from '../jobs/ask-in-job.ts'
import { tableOf } from '../questions/table-of.ts'
import { type ColumnType } from '../questions/tables/table.ts'
import { type Beside } from '../questions/times.ts'
import { wholeAnswer } from '../questions/whole-answer.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type QuestionInput } from '../schema/questions/question-input.ts'
import { rowsStatement } from './rows-statement.ts'
import { type CellType, type ExportTable } from './table.ts'

/** The answer to a question as rows. @throws as the question */
export async function questionTable(
  schema: GraphQLSchema,
  scope: RequestScope,
  question: QuestionInput,
  beside: Beside,
): Promise<ExportTable> {
  const answer = await askInJob(scope, 'export', () => wholeAnswer(schema, scope, question, beside))
  const { columns, rows } = tableOf(answer)
  const whole = rowsStatement(
    columns.map(({ name, type }) => ({ name, clickhouse: kinds[type].clickhouse })),
    rows.map(row => row.map(cellOf)),
  )
  return {
    columns: columns.map(({ name, type }) => ({ name, type: kinds[type].cell })),
    whole,
    parts: [{ statement: whole }],
    rows: rows.length,
  }
}

/** The cells of each type of column, and their type in ClickHouse. */
const kinds: Record<ColumnType, { cell: CellType; clickhouse: string }> = {
  text: { cell: 'TEXT', clickhouse: 'Nullable(String)' },
  integer: { cell: 'NUMBER', clickhouse: 'Nullable(Int64)' },
  number: { cell: 'NUMBER', clickhouse: 'Nullable(Float64)' },
  decimal: { cell: 'DECIMAL', clickhouse: 'Nullable(Decimal(38, 12))' },
  boolean: { cell: 'FLAG', clickhouse: 'Nullable(Bool)' },
  time: { cell: 'TIME', clickhouse: `Nullable(DateTime64(3, 'UTC'))` },
  json: { cell: 'JSON', clickhouse: 'Dynamic' },
}

/** An empty object, which ClickHouse would read as a text, says as much as none. */
const cellOf = (value: unknown) => (JSON.stringify(value) === '{}' ? null : value)
