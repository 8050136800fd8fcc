import { collected } from '../../checks/collect.ts'
import { badInput } from '../../errors.ts'
import { type ExportList } from '../../schema/exports/export-list.ts'
import { type ListColumns } from './columns.ts'
import { lists } from './lists.ts'

/** The columns that an export of a list has, in the order that was asked for; all of them by default. @throws INVALID_COLUMN */
export function chosenColumns(list: ExportList, names: string[] | null | undefined): ListColumns {
  const { columns } = lists[list]
  if (!names) return columns
  if (!names.length) throw invalidColumn('columns needs a column. Leave it out for all columns.')
  if (new Set(names).size < names.length) throw invalidColumn('columns has a column twice.')
  return Object.fromEntries(
    collected(names, name => {
      if (!Object.hasOwn(columns, name))
        throw invalidColumn(`${list} has no such column. It has ${Object.keys(columns).join(', ')}.`)
      return [name, columns[name]!]
    }),
  )
}

const invalidColumn = (message: string) => badInput('INVALID_COLUMN', 'columns', message)
