import { type CommonFields } from '../analytics.ts'

/** Merges fields of an event: the last value counts, and `properties` are merged key by key. */
export function merged<Fields extends CommonFields>(
  ...layers: (Fields | CommonFields | undefined)[]
): Fields {
  const result: Record<string, unknown> = {}
  for (const layer of layers)
    for (const [name, value] of Object.entries(layer ?? {}))
      if (value !== undefined)
        result[name] = name === 'properties' ? { ...(result[name] as object), ...(value as object) } : value
  return result as Fields
}
