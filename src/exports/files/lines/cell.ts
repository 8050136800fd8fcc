import { type Sql } from '../../../clickhouse/sql.ts'
import { type CellType } from '../../table.ts'

/** SQL that writes a value as a cell. */
export type Written = (value: Sql) => Sql

/** How a format writes the cells of each type. */
export type Cells = Record<CellType, Written>
