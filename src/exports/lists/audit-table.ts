import { type Client } from 'pg'
import { type Range } from '../../analytics/query/range.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { rowsStatement } from '../rows-statement.ts'
import { type CellType, type ExportTable } from '../table.ts'
import { type ListColumn, type ListColumns } from './columns.ts'

const entriesOfPart = 5_000

/** The entries of the audit log in a range, the oldest first, as they are when the export begins. They are in PostgreSQL alone. */
export async function auditTable(
  scope: Pick<RequestScope, 'project' | 'openSession'>,
  { from, to }: Range,
  columns: ListColumns,
): Promise<ExportTable> {
  const { project } = scope
  const session = await scope.openSession()
  const close = () => session.end()
  try {
    await session.query('begin isolation level repeatable read read only')
    const { rows } = await session.query<{ entries: string }>(
      'select count(*) as entries from audit_log where project = $1 and at >= $2 and at < $3',
      [project, from, to],
    )
    return {
      columns: Object.entries(columns).map(([name, column]) => ({ name, type: cellOf(column) })),
      parts: partsOf(session, [project, from, to], columns),
      rows: Number(rows[0]!.entries),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** JSON is kept as its text. */
const cellOf = ({ type }: ListColumn): CellType => (type === 'JSON' ? 'JSON_TEXT' : type)

/** Each part is read when its turn comes, behind the last entry of the one before, so that memory does not grow with the log. */
async function* partsOf(session: Client, range: unknown[], columns: ListColumns) {
  const known = Object.entries(columns).map(([name, column]) => ({ name, clickhouse: typeOf(column) }))
  let last: unknown[] = ['-infinity', 0]
  for (;;) {
    const { rows } = await session.query<unknown[]>({
      text: pageOf(columns),
      values: [...range, ...last],
      rowMode: 'array',
    })
    if (!rows.length) return
    yield {
      statement: rowsStatement(
        known,
        rows.map(row => row.slice(0, known.length)),
      ),
    }
    last = rows.at(-1)!.slice(known.length)
  }
}

/** A page of entries with the values of the columns, and then the place of each in the order. */
const pageOf = (columns: ListColumns) => `
select ${Object.values(columns).map(selectedOf).join(', ')}, at, id
from audit_log
where project = $1 and at >= $2 and at < $3 and (at, id) > ($4, $5)
order by at, id
limit ${entriesOfPart}`

const selectedOf = ({ type, sql }: ListColumn) => (type === 'JSON' ? `(${sql})::text` : sql)

const typeOf = ({ type }: ListColumn) =>
  type === 'TIME'
    ? `Nullable(DateTime64(3, 'UTC'))`
    : type === 'NUMBER'
      ? 'Nullable(Float64)'
      : 'Nullable(String)'
