import { type RowEvent } from './row-event.ts'

/** The longest name of an event that the service accepts. Amplitude exports names of up to 1,024 characters. */
const mostCharacters = 200

/** The event with its name or type cut to 200 characters; the property of the same name keeps the whole text. */
export function withShortName(event: RowEvent): RowEvent {
  const field = ['name', 'type'].find(field => isLong(event[field]))
  if (field === undefined) return event
  const whole = String(event[field])
  return { ...event, [field]: cut(whole), properties: { [field]: whole, ...event.properties } }
}

const isLong = (value: unknown) => typeof value === 'string' && value.length > mostCharacters

/** Half of a surrogate pair at the end is left out. */
const cut = (text: string) => text.slice(0, mostCharacters).replace(/[\uD800-\uDBFF]$/, '')
