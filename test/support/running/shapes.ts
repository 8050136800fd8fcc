/**
 * What a value in a manifest may be: a text, a whole number, a flag, a map of texts, one of some words, a list of one shape, or an object
 * with these fields and no others. A field whose name ends with `!` is required.
 */
export type Shape = 'text' | 'whole' | 'flag' | 'texts by key' | string[] | { each: Shape } | Fields
export interface Fields {
  [field: string]: Shape
}

/** What in a value is not of its shape, each with its path; empty if nothing is. */
export function problemsIn(value: unknown, shape: Shape, path = ''): string[] {
  if (typeof shape === 'string') return kinds[shape](value) ? [] : [`${path} is no ${shape}`]
  if (Array.isArray(shape)) return shape.includes(value as string) ? [] : [`${path} is none of ${shape}`]
  if (isList(shape))
    return Array.isArray(value) && value.length
      ? value.flatMap((item, i) => problemsIn(item, shape.each, `${path}[${i}]`))
      : [`${path} is no list, or empty`]
  return isObject(value) ? problemsInFields(value, shape, path) : [`${path} is no object`]
}

function problemsInFields(value: Record<string, unknown>, shape: Fields, path: string): string[] {
  const known = new Map(Object.entries(shape).map(([field, inner]) => [field.replace(/!$/, ''), inner]))
  const missing = Object.keys(shape).filter(field => field.endsWith('!') && !(field.slice(0, -1) in value))
  return [
    ...missing.map(field => `${path}.${field.slice(0, -1)} is missing`),
    ...Object.entries(value).flatMap(([field, inner]) => {
      const expected = known.get(field)
      return expected ? problemsIn(inner, expected, `${path}.${field}`) : [`${path}.${field} is unknown`]
    }),
  ]
}

const isList = (shape: Fields | { each: Shape }): shape is { each: Shape } => 'each' in shape
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const kinds = {
  text: (value: unknown) => typeof value === 'string' && value !== '',
  whole: Number.isInteger,
  flag: (value: unknown) => typeof value === 'boolean',
  // YAML reads `"true"` as a text and `true` as none, which Kubernetes refuses here.
  'texts by key': (value: unknown) =>
    isObject(value) && Object.values(value).every(text => typeof text === 'string'),
}
