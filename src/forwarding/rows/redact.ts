import { createHmac } from 'node:crypto'
import { eventFieldNames } from './event-rows.ts'
import { type Row } from './row.ts'
import { userFieldNames } from './user-rows.ts'

/** What a destination must not get as it is. */
export interface Redaction {
  dropFields?: string[] | null
  hashFields?: string[] | null
  hashUsers?: boolean | null
}

const idsOfUsers = ['userId', 'previousId']
const known = new Set([...eventFieldNames, ...userFieldNames])
const nested = /^(properties|traits)\.(.+)$/s

/** Whether rows have a field of this name, such as `ip` or `properties.email`. */
export const isField = (name: string): boolean => known.has(name) || nested.test(name)

/** The row without the dropped fields, with the HMAC-SHA-256 of the hashed ones as hexadecimal text. */
export function redacted(row: Row, { dropFields, hashFields, hashUsers }: Redaction, salt: Buffer): Row {
  const copy = { ...row, fields: { ...row.fields }, properties: { ...row.properties } }
  const change = (name: string, to: (value: unknown) => unknown) => {
    const [values, key] = placeOf(copy, name)
    if (!Object.hasOwn(values, key)) return
    const changed = to(values[key])
    if (changed === undefined) delete values[key]
    else Object.defineProperty(values, key, { value: changed })
  }
  for (const name of dropFields ?? []) change(name, () => undefined)
  const hashed = new Set([...(hashFields ?? []), ...(hashUsers ? idsOfUsers : [])])
  for (const name of hashed) change(name, value => hmac(value, salt))
  return copy
}

/** The object that has a field, and its key there. Traits are the properties of a user. */
function placeOf(row: Row, name: string): [Record<string, unknown>, string] {
  const [, place, key] = nested.exec(name) ?? []
  if (!key) return [row.fields, name]
  const isHere = (place === 'traits') === (row.thing === 'USER')
  return [isHere ? row.properties : {}, key]
}

const hmac = (value: unknown, salt: Buffer) =>
  createHmac('sha256', salt)
    .update(typeof value === 'string' ? value : JSON.stringify(value))
    .digest('hex')
