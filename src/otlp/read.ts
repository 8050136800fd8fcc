import { type AttributeField, attributeNames } from './attribute-names.ts'
import { type Attributes, type Value } from './span.ts'

/** The value of the first attribute of a field that is present, and its name. */
export function firstOf(
  attributes: Attributes,
  field: AttributeField,
): { name: string; value: Value } | undefined {
  for (const name of attributeNames[field]) {
    const value = valueAt(attributes, name)
    if (value !== undefined && value !== '') return { name, value }
  }
  return undefined
}

/** A field as text; the first item of a list. */
export function textIn(attributes: Attributes, field: AttributeField): string | undefined {
  const value = firstOf(attributes, field)?.value
  const text = Array.isArray(value) ? value[0] : value
  return text === undefined || typeof text === 'object' ? undefined : String(text)
}

/** A field as a number, which may be sent as text. NaN for anything else, which the check of the field refuses. */
export function numberIn(attributes: Attributes, field: AttributeField): number | undefined {
  const found = firstOf(attributes, field)
  return found && numberOf(found.value)
}

export const numberOf = (value: Value): number =>
  typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN

/** The attribute of a name, or with `#` a key of it. */
function valueAt(attributes: Attributes, name: string): Value {
  if (!name.includes('#')) return attributes.get(name)
  const [attribute, key] = name.split('#') as [string, string]
  return keyIn(attributes.get(attribute), key)
}

function keyIn(object: Value, key: string): Value {
  if (typeof object !== 'object' || Array.isArray(object) || object === null) return undefined
  return Object.hasOwn(object, key) ? (object[key] ?? undefined) : undefined
}
