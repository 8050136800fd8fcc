import { type ClassType, getMetadataStorage } from 'type-graphql'
import { KindInput } from '../../ingest/kinds/every-kind.ts'
import { type KindName, kinds } from '../../ingest/kinds/index.ts'
import { type Kind } from '../../ingest/kinds/kind.ts'
import { Count, JsonObject, Quantity } from '../../schema/scalars.ts'
import { asBoolean, asInstant, asNumber, asText, asTexts, asWritten, type FieldValue } from './values.ts'

/** The kind of event that a row is, as `track` names it. */
export type EventKind = KindName

type Fields = Record<string, FieldValue>
type InputField = ReturnType<typeof getMetadataStorage>['fields'][number]

const values = new Map<unknown, FieldValue>([
  [String, asText],
  [Boolean, asBoolean],
  [Count, asNumber],
  [Quantity, asNumber],
])

/** The fields that every kind has. */
export const sharedFields = fieldsOfClass(KindInput, ['timestamp'])

/** The fields that only a kind has. */
export const ownFields = Object.fromEntries(
  Object.entries(kinds).map(([name, kind]) => [name, ownFieldsOf(kind)]),
) as Record<EventKind, Fields>

/** The fields of a kind that columns may fill. */
export const fieldsOf = (kind: EventKind): Fields => ({ ...ownFields[kind], ...sharedFields })

function ownFieldsOf({ input, times = [] }: Kind): Fields {
  const fields: Fields = {}
  for (let type: ClassType = input; type !== KindInput; type = Object.getPrototypeOf(type))
    Object.assign(fields, fieldsOfClass(type, times))
  return fields
}

/** The fields that a class of inputs declares itself. A field of JSON is none: other columns become properties. */
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
