import { type GraphQLSchema } from 'graphql'
import { int, joined, raw, type Sql, sql } from '../clickhouse/sql.ts'
import { askInJob } from '../jobs/ask-in-job.ts'
import { tableOf } from '../questions/table-of.ts'
import { type ColumnType, type Table } from '../questions/tables/table.ts'
import { type Beside } from '../questions/times.ts'
import { wholeAnswer } from '../questions/whole-answer.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type QuestionInput } from '../schema/questions/question-input.ts'
import { identifier } from './files/identifier.ts'
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
  const whole = statementOf({ columns, rows })
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

/** The rows are in the text of the statement, so that ClickHouse writes every format of every export. */
function statementOf({ columns, rows }: Table): Sql {
  const structure = columns.map(({ type }, i) => `c${i} ${kinds[type].clickhouse}`).join(', ')
  const named = columns.map(({ name }, i) => sql`${raw(`c${i}`)} as ${identifier(name)}`)
  // The function needs a row to know its columns.
  const lines = [...rows, columns.map(() => null)].map(row => JSON.stringify(row.map(cellOf)))
  return sql`
select ${joined(named)}
from format(JSONCompactEachRow, ${literal(structure)}, ${literal(lines.join('\n'))})
limit ${int(rows.length)}`
}

/** An empty object, which ClickHouse would read as a text, says as much as none. */
const cellOf = (value: unknown) => (JSON.stringify(value) === '{}' ? null : value)

/** A text in the statement itself: an answer may be longer than a bound value. */
const literal = (value: string): Sql => raw(`'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`)
