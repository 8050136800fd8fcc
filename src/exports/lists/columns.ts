import { type CellType } from '../table.ts'

/** A column of a list: its values in SQL, and what they mean. */
export interface ListColumn {
  type: CellType
  sql: string
  description: string
}

export type ListColumns = Record<string, ListColumn>

const column = (type: CellType) => (sql: string, description: string) => ({ type, sql, description })

/** A text that an event does not have is stored as an empty one. */
export const text = (sql: string, description: string): ListColumn => ({
  type: 'TEXT',
  sql: `nullIf(${sql}, '')`,
  description,
})
export const number = column('NUMBER')
export const decimal = column('DECIMAL')
export const flag = column('FLAG')
export const time = column('TIME')
export const json = column('JSON')
