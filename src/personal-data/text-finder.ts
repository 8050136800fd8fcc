/** A text is found by its first characters, so that the time of a search does not grow with the number of texts. */
const indexed = 6

/** Gives those of the texts that occur in another one. @param texts each of at least 6 characters */
export function textFinder(texts: Iterable<string>): (within: string) => Set<string> {
  const byStart = Map.groupBy(texts, text => text.slice(0, indexed))
  return within => {
    const found = new Set<string>()
    for (let at = 0; at + indexed <= within.length; at++)
      for (const text of byStart.get(within.slice(at, at + indexed)) ?? [])
        if (within.startsWith(text, at)) found.add(text)
    return found
  }
}
