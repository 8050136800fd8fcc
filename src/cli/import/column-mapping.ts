import { ImportError } from './import-error.ts'

/** The fields of an event that are text; everything else a file holds becomes a property. */
export const EVENT_FIELDS = [
  'eventId',
  'name',
  'userId',
  'sessionId',
  'conversationId',
  'botId',
  'channel',
  'timestamp',
] as const

export type EventField = (typeof EVENT_FIELDS)[number]

/** Where the values of an event come from. Targets are event fields or `properties.X`. */
export interface ColumnMapping {
  /** Target to column. */
  columns: Map<string, string>
  /** Target to the text given to every row. */
  constants: Map<string, string>
  /** The columns that `columns` uses up. */
  takenColumns: Set<string>
}

/**
 * Reads `--map field=Column,…` and `--set field=text,…`, each of which may be repeated.
 * Throws an ImportError for an unknown field or one that is given twice.
 */
export function columnMapping(map: string[] = [], set: string[] = []): ColumnMapping {
  const columns = assignments('--map', map)
  const constants = assignments('--set', set)
  const twice = [...constants.keys()].find(target => columns.has(target))
  if (twice !== undefined) throw new ImportError(`${twice} is given by both --map and --set`)
  return { columns, constants, takenColumns: new Set(columns.values()) }
}

function assignments(option: string, lists: string[]): Map<string, string> {
  const byTarget = new Map<string, string>()
  for (const assignment of lists.flatMap(list => list.split(','))) {
    const [, target, value] = /^([^=]+)=(.+)$/s.exec(assignment) ?? []
    if (target === undefined || value === undefined)
      throw new ImportError(`${option} "${assignment}" is not field=value`)
    if (!isTarget(target))
      throw new ImportError(
        `${option} does not know "${target}"; use ${EVENT_FIELDS.join(', ')} or properties.X`,
      )
    if (byTarget.has(target)) throw new ImportError(`${option} gives ${target} twice`)
    byTarget.set(target, value)
  }
  return byTarget
}

function isTarget(target: string): boolean {
  return EVENT_FIELDS.some(field => field === target) || /^properties\../s.test(target)
}
