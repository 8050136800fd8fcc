/**
 * The values of the parts with a colon, if the path has this pattern: `/users/ann` has `/users/:id` with `{ id: 'ann' }`.
 * @returns undefined for another path
 */
export function match(pattern: string, path: string): Record<string, string> | undefined {
  const expected = pattern.split('/')
  const parts = path.split('/')
  if (expected.length !== parts.length) return undefined
  const values: Record<string, string> = {}
  for (const [index, part] of expected.entries()) {
    const given = parts[index]!
    if (part.startsWith(':') && given) values[part.slice(1)] = decoded(given)
    else if (part !== given) return undefined
  }
  return values
}

/** A path that a person has typed may not decode. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
