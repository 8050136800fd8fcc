import { type ClassType, getMetadataStorage, ID } from 'type-graphql'
import { KindInput } from '../../ingest/kinds/every-kind.ts'
import { type KindName, kinds } from '../../ingest/kinds/index.ts'
import { type Kind } from '../../ingest/kinds/kind.ts'
import { Count, Decimal, JsonObject, Quantity } from '../../schema/scalars.ts'
import { ImportError } from './row.ts'
import {
  asBoolean,
  asInstant,
  asMoney,
  asNumber,
  asText,
  asTexts,
  asWritten,
  type FieldValue,
} from './values.ts'

/**
 * The kind of the rows, and the sources of an event's values. A target is a field of the kind, `properties.X`, or
 * `properties` for a column with a whole object. A column may be a path into objects and lists, such as `tags.0`.
 */
export interface ColumnMapping {
  kind: KindName
  fields: Record<string, FieldValue>
  /** Target to its columns, of which the first one with a value counts. */
  columns: Map<string, string[]>
  /** Target to the text given to every row. */
  constants: Map<string, string>
  /** The columns of `columns`: they do not become properties. */
  takenColumns: Set<string>
  /** The fields of which one has to hold the time of the event. */
  times: string[]
  /** Whether an event without a time happens at the moment of the import. */
  isNow: boolean
  /** The texts that stand for no value. */
  nulls: Set<string>
}

/** How databases and pandas write that there is no value. */
export const usualNulls = ['\\N', 'NULL', 'null', 'None', 'NaN', 'nan', 'NaT', '<NA>']

/** The options that do not depend on fields. */
type Options = Pick<ColumnMapping, 'isNow' | 'nulls'>

/**
 * The mapping of the options `--map field=Column,…` and `--set field=text,…`, each of which may be repeated. `Column` may
 * be several, as in `userId=user_id|device_id`.
 * @throws ImportError for a field that the kind does not have, and for a field that is given twice
 */
export function columnMapping(
  map: string[] = [],
  set: string[] = [],
  kind: KindName = 'event',
  { isNow, nulls }: Options = { isNow: false, nulls: new Set(usualNulls) },
  fields: Fields = fieldsOf(kind),
): ColumnMapping {
  const targets = Object.keys(fields)
  const columns = new Map(
    [...assignments('--map', map, targets)].map(([target, column]) => [target, column.split('|')]),
  )
  const constants = assignments('--set', set, targets)
  const twice = [...constants.keys()].find(target => columns.has(target))
  if (twice !== undefined) throw new ImportError(`${twice} is given by both --map and --set`)
  const { times = [] }: Kind = kinds[kind]
  return {
    kind,
    fields,
    columns,
    constants,
    takenColumns: new Set([...columns.values()].flat()),
    times: ['timestamp', ...times],
    isNow,
    nulls,
  }
}

function assignments(option: string, lists: string[], targets: string[]): Map<string, string> {
  const byTarget = new Map<string, string>()
  for (const assignment of lists.flatMap(list => list.split(','))) {
    const [, target, value] = /^([^=]+)=(.+)$/s.exec(assignment) ?? []
    if (target === undefined || value === undefined)
      throw new ImportError(`${option} "${assignment}" is not field=value`)
    if (!targets.includes(target) && !/^properties(\..+)?$/s.test(target))
      throw new ImportError(`${option} does not know "${target}"; use ${targets.join(', ')} or properties.X`)
    if (byTarget.has(target)) throw new ImportError(`${option} gives ${target} twice`)
    byTarget.set(target, value)
  }
  return byTarget
}

type Fields = Record<string, FieldValue>
type InputField = ReturnType<typeof getMetadataStorage>['fields'][number]

const values = new Map<unknown, FieldValue>([
  [String, asText],
  [ID, asText],
  [Boolean, asBoolean],
  [Count, asNumber],
  [Quantity, asNumber],
  [Decimal, asMoney],
])

/**
 * The fields that every kind has, without `sentAt`: a file was not sent by the device, and the age of the file is no error
 * of a clock.
 */
const { sentAt: _, ...fieldsOfFiles } = fieldsOfClass(KindInput, ['timestamp'])
export const sharedFields: Fields = fieldsOfFiles

/** The fields of each kind that not every kind has. */
export const ownFields = Object.fromEntries(
  Object.entries(kinds).map(([name, kind]) => [name, ownFieldsOf(kind)]),
) as Record<KindName, Fields>

/** The fields of a kind that columns may fill. */
export const fieldsOf = (kind: KindName): Fields => ({ ...ownFields[kind], ...sharedFields })

/** The fields of all kinds: rows of a product may become events of several kinds. */
export const fieldsOfAnyKind: Fields = Object.assign({}, sharedFields, ...Object.values(ownFields))

function ownFieldsOf({ input, times = [] }: Kind): Fields {
  const fields: Fields = {}
  for (let type: ClassType = input; type !== KindInput; type = Object.getPrototypeOf(type))
    Object.assign(fields, fieldsOfClass(type, times))
  return fields
}

/** The fields that an input class declares itself, without JSON: columns without a field become properties. */
function fieldsOfClass(input: ClassType, times: string[]): Fields {
  const fields = getMetadataStorage().fields.filter(field => field.target === input)
  return Object.fromEntries(
    fields
      .filter(field => field.getType() !== JsonObject)
      .map(field => [field.name, times.includes(field.name) ? asInstant : fieldValue(field)]),
  )
}

function fieldValue({ getType, typeOptions }: InputField): FieldValue {
  const value = values.get(getType()) ?? asWritten
  return typeOptions.array ? asTexts : value
}
