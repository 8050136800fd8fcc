import { raw, type Sql } from '../../clickhouse/sql.ts'

/** A name of any characters. */
export const identifier = (name: string): Sql =>
  raw(`\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``)
