/** The parameters of a matched path; one for several segments has a list. */
export type Params = Record<string, string | string[]>

/** A path with the names of its parameters instead of their values: `/shops/:shop` for `/shops/7` and `{ shop: '7' }`. */
export function templateOf(path: string, params: Params): string {
  return Object.entries(params).reduce(
    (template, [name, value]) =>
      Array.isArray(value)
        ? withLastReplaced(template, value.map(encodeURIComponent).join('/'), `*${name}`)
        : withName(template, name, value),
    path,
  )
}

/** Names the last segment that is the value, else the last place of the value: a parameter mostly follows fixed text. */
function withName(path: string, name: string, value: string): string {
  const segments = path.split('/')
  const at = value === '' ? -1 : segments.map(decoded).lastIndexOf(value)
  if (at < 0) return withLastReplaced(path, encodeURIComponent(value), `:${name}`)
  return [...segments.slice(0, at), `:${name}`, ...segments.slice(at + 1)].join('/')
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

function withLastReplaced(text: string, part: string, other: string): string {
  const at = part === '' ? -1 : text.lastIndexOf(part)
  return at < 0 ? text : text.slice(0, at) + other + text.slice(at + part.length)
}
