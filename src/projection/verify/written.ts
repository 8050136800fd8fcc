import { jsonColumn } from '../../entities/column.ts'
import { type EventColumn, eventColumnNames, eventColumns } from '../../entities/event-columns.ts'
import { type Written } from './digest.ts'

type PgType = (typeof eventColumns)[EventColumn]['pg']

/** SQL for the text of a value in each engine: fractions as their bits, money with all digits. */
const texts: Record<PgType, (column: string) => Written> = {
  text: column => ({ log: column, columns: `toString(${column})` }),
  bigint: column => ({ log: `${column}::text`, columns: `toString(${column})` }),
  integer: column => ({ log: `${column}::text`, columns: `toString(${column})` }),
  smallint: column => ({ log: `${column}::text`, columns: `toString(${column})` }),
  boolean: column => ({ log: `${column}::integer::text`, columns: `toString(toUInt8(${column}))` }),
  numeric: column => ({ log: `${column}::numeric(38, 12)::text`, columns: `toDecimalString(${column}, 12)` }),
  'double precision': column => ({
    log: `encode(float8send(${column}), 'hex')`,
    columns: `lower(leftPad(hex(reinterpretAsUInt64(${column})), 16, '0'))`,
  }),
  timestamptz: column => ({
    log: `(extract(epoch from ${column}) * 1000)::bigint::text`,
    columns: `toString(toUnixTimestamp64Milli(${column}))`,
  }),
  inet: column => ({ log: `host(${column})`, columns: column }),
  jsonb: column => ({ log: `${column}::text`, columns: column }),
}

/** The value of a ClickHouse column that cannot be null, where the log has null. */
const absent = (column: EventColumn) => (/^(UInt|Bool)/.test(eventColumns[column].clickhouse) ? '0' : '')

/** SQL of a column as text, which is never null in either engine. */
export function written(column: string, pg: PgType, absentText = ''): Written {
  const { log, columns } = texts[pg](column)
  return { log: `coalesce(${log}, '${absentText}')`, columns: `ifNull(${columns}, '')` }
}

/** The compared columns of an event, by name. `properties` are compared separately. */
export const writtenEvent: Record<string, Written> = {
  seq: written('seq', 'bigint'),
  received_at: written('received_at', 'timestamptz'),
  ...Object.fromEntries(
    eventColumnNames
      .filter(column => eventColumns[column].clickhouse !== jsonColumn)
      .map(column => [column, written(column, eventColumns[column].pg, absent(column))]),
  ),
}
