import { type EventKind, fieldsOf } from './event-kinds.ts'
import { ImportError } from './row.ts'
import type { FieldValue } from './values.ts'

/** What rows stand for, and where the values of an event come from. Targets are fields of the kind or `properties.X`. */
export interface ColumnMapping {
  kind: EventKind
  fields: Record<string, FieldValue>
  /** Target to column. */
  columns: Map<string, string>
  /** Target to the text given to every row. */
  constants: Map<string, string>
  /** The columns that `columns` uses up. */
  takenColumns: Set<string>
}

/**
 * Reads `--map field=Column,…` and `--set field=text,…`, each of which may be repeated.
 * Throws an ImportError for a field that the kind does not have or one that is given twice.
 */
export function columnMapping(
  map: string[] = [],
  set: string[] = [],
  kind: EventKind = 'event',
): ColumnMapping {
  const fields = fieldsOf(kind)
  const targets = Object.keys(fields)
  const columns = assignments('--map', map, targets)
  const constants = assignments('--set', set, targets)
  const twice = [...constants.keys()].find(target => columns.has(target))
  if (twice !== undefined) throw new ImportError(`${twice} is given by both --map and --set`)
  return { kind, fields, columns, constants, takenColumns: new Set(columns.values()) }
}

function assignments(option: string, lists: string[], targets: string[]): Map<string, string> {
  const byTarget = new Map<string, string>()
  for (const assignment of lists.flatMap(list => list.split(','))) {
    const [, target, value] = /^([^=]+)=(.+)$/s.exec(assignment) ?? []
    if (target === undefined || value === undefined)
      throw new ImportError(`${option} "${assignment}" is not field=value`)
    if (!targets.includes(target) && !/^properties\../s.test(target))
      throw new ImportError(`${option} does not know "${target}"; use ${targets.join(', ')} or properties.X`)
    if (byTarget.has(target)) throw new ImportError(`${option} gives ${target} twice`)
    byTarget.set(target, value)
  }
  return byTarget
}
