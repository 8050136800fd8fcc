import { filterCondition } from '../../analytics/query/filter.ts'
import { type Range } from '../../analytics/query/range.ts'
import { resolveQuery } from '../../analytics/query/resolve-query.ts'
import { joined, name, raw, type Sql, sql, upTo } from '../../clickhouse/sql.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type ExportList } from '../../schema/exports/export-list.ts'
import { type ListInput } from '../../schema/exports/start-export-input.ts'
import { type ExportTable } from '../table.ts'
import { auditTable } from './audit-table.ts'
import { chosenColumns } from './chosen-columns.ts'
import { type ListColumns } from './columns.ts'
import { type DayOfEvents, dayStretches } from './day-stretches.ts'
import { eventOrder, eventRows, eventsPerDay, ofKind } from './event-rows.ts'
import { type ListQuery } from './list.ts'
import { lists } from './lists.ts'
import { pathsIn } from './object-text.ts'

/** Answers a statement about the state of the copy that the whole export reads. */
type Inspect = <Row>(name: string, statement: Sql) => Promise<Row[]>

/**
 * The rows of a list in a range, at one state of the copy: events that are copied later are in none of them.
 * @throws INVALID_FILTER, INVALID_SEGMENT, INVALID_COLUMN, NOT_FOUND
 */
export async function listTable(
  scope: RequestScope,
  of: ExportList,
  range: Range,
  input: ListInput,
  signal: AbortSignal,
): Promise<ExportTable> {
  const list = lists[of]
  const columns = chosenColumns(of, input.columns)
  if ('isAudit' in list) return auditTable(scope, range, columns)
  const query = await listQuery(scope, range, input)
  const { batch } = await scope.caughtUp()
  const narrowed = (statement: Sql) => upTo(statement, { batch, changedQuarters: undefined })
  const inspect: Inspect = (name, statement) =>
    scope.clickhouse.exports.rows(`export: ${name}`, narrowed(statement), signal)
  const { whole, parts, rows } =
    'rows' in list
      ? await inOneStatement(list.rows(query, selected(columns)), inspect)
      : await inStretches(query, columns, list.kind, inspect)
  return {
    columns: Object.entries(columns).map(([name, { type }]) => ({
      name,
      type: type === 'JSON' ? 'JSON_TEXT' : type,
    })),
    whole: narrowed(whole),
    parts: parts.map(({ statement, ...order }) => ({ statement: narrowed(statement), ...order })),
    rows,
  }
}

async function listQuery(scope: RequestScope, range: Range, input: ListInput): Promise<ListQuery> {
  const { project, members } = await resolveQuery(scope, input)
  return {
    project,
    range,
    members,
    filter: filterCondition(project, input.filter),
    isNarrowed: members !== undefined || input.filter != null,
  }
}

const selected = (columns: ListColumns): Sql =>
  joined(
    Object.entries(columns).map(([column, { type, sql: value }]) => {
      const written = type === 'JSON' ? sql`toJSONString(${raw(value)})` : raw(value)
      return sql`${written} as ${name(column)}`
    }),
  )

async function inOneStatement(statement: Sql, inspect: Inspect) {
  const [counted] = await inspect<{ rows: number }>('count', sql`select count() as rows from (${statement})`)
  return { whole: statement, parts: [{ statement }], rows: Number(counted!.rows) }
}

/** Sorting all events at once would need temporary files of their size, so some days after the other are sorted. */
async function inStretches(
  query: ListQuery,
  columns: ListColumns,
  kind: string | undefined,
  inspect: Inspect,
) {
  const days = await inspect<DayOfEvents>('days', eventsPerDay(query, kind))
  const rows = { kind, columns, paths: await pathsOf(query, columns, kind, inspect) }
  return {
    whole: eventRows(query, rows),
    parts: dayStretches(days, query.range).map(stretch => ({
      statement: eventRows(query, rows, stretch),
      orderBy: eventOrder,
    })),
    rows: days.reduce((sum, { events }) => sum + Number(events), 0),
  }
}

/** The paths of the properties, if they are exported. */
async function pathsOf(
  query: ListQuery,
  columns: ListColumns,
  kind: string | undefined,
  inspect: Inspect,
): Promise<string[]> {
  if (!Object.values(columns).some(({ type }) => type === 'JSON')) return []
  const [found] = await inspect<{ paths: string[] }>('paths', pathsIn('properties', ofKind(query, kind)))
  return found?.paths ?? []
}
