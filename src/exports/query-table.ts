import { checkedParameters } from '../custom-queries/asked-query.ts'
import { prepareQuery } from '../custom-queries/prepare-query.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type StartExportInput } from '../schema/exports/start-export-input.ts'
import { type CellType, type ExportTable } from './table.ts'

/** The time for which a statement of an export may run, in seconds. */
const timeoutSeconds = 3_600

/** The rows of SQL over the tables of the project. The view of the SQL lasts until the table is closed. @throws as `prepareQuery` */
export async function queryTable(
  scope: RequestScope,
  { sql, parameters, timeZone }: StartExportInput,
): Promise<ExportTable> {
  const prepared = await prepareQuery(
    scope,
    { sql: sql!, parameters: checkedParameters(parameters), timeZone, timeoutSeconds },
    { lane: 'exports', isSnapshot: true },
  )
  const close = async () => prepared[Symbol.asyncDispose]()
  try {
    const columns = await prepared.columns({ session_timezone: prepared.timeZone })
    const statement = prepared.select(Number.MAX_SAFE_INTEGER)
    return {
      columns: columns.map(({ name, type }) => ({ name, type: cellTypeOf(type) })),
      whole: statement,
      parts: [{ statement }],
      timeZone: prepared.timeZone,
      asError: prepared.asError,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** By the beginnings of the names of types in ClickHouse, inside of `Nullable` and `LowCardinality`. */
const cellTypes: [RegExp, CellType][] = [
  [/^(U?Int(8|16|32|64)$|B?Float)/, 'NUMBER'],
  [/^(Decimal|U?Int)/, 'DECIMAL'],
  [/^Bool/, 'FLAG'],
  [/^DateTime/, 'TIME'],
  [/^(Array|Map|Tuple|JSON|Dynamic|Variant|Object)/, 'JSON'],
]

function cellTypeOf(type: string): CellType {
  const inner = type.replace(/^((LowCardinality|Nullable)\()+/, '')
  return cellTypes.find(([pattern]) => pattern.test(inner))?.[1] ?? 'TEXT'
}
