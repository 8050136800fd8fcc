/** The properties of an event, as sent. */
export type Properties = Record<string, unknown>

/** The wanted paths to values in properties, such as `address.city`; a null is not a value. */
export function propertyPaths(
  properties: Properties,
  isWanted: (path: string) => boolean,
  inside = '',
): string[] {
  const paths: string[] = []
  for (const key of Object.keys(properties)) {
    const value = properties[key]
    const path = inside + key
    if (isObject(value)) paths.push(...propertyPaths(value, isWanted, `${path}.`))
    else if (value != null && isWanted(path)) paths.push(path)
  }
  return paths
}

const isObject = (value: unknown): value is Properties =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
