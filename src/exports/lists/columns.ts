import { type CellType } from '../table.ts'

/** A column of a list: its values in SQL, and what they mean. */
export interface ListColumn {
  type: Exclude<CellType, 'JSON_TEXT'>
  sql: string
  /** Whether the value is one of the user of a row of events. */
  isOfUser?: boolean
  description: string
}

export type ListColumns = Record<string, ListColumn>

const column = (type: ListColumn['type']) => (sql: string, description: string) => ({
  type,
  sql,
  description,
})

/** A text that an event does not have is stored as an empty one. */
export const text = (sql: string, description: string): ListColumn => ({
  type: 'TEXT',
  sql: `nullIf(${sql}, '')`,
  description,
})
/** A text of the user of an event. */
export const userText = (sql: string, description: string): ListColumn => ({
  ...text(sql, description),
  isOfUser: true,
})
export const number = column('NUMBER')
export const decimal = column('DECIMAL')
export const flag = column('FLAG')
export const time = column('TIME')
export const json = column('JSON')
