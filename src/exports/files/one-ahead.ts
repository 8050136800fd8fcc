/**
 * The items of all sources, one source after the other. While the items of a source are read, the next source already works on
 * its first one. All generators that were made are closed when the reader stops, and when a source fails.
 */
export async function* oneAhead<Source, Item>(
  sources: Iterable<Source> | AsyncIterable<Source>,
  itemsOf: (source: Source) => AsyncGenerator<Item>,
): AsyncGenerator<Item> {
  let ahead: Begun<Item> | undefined
  try {
    for await (const source of sources) {
      const current = ahead
      ahead = begin(itemsOf(source))
      if (current) yield* all(current)
    }
    if (ahead) yield* all(ahead)
  } finally {
    await ahead?.items.return(undefined)
  }
}

/** A generator that works on its first item. */
interface Begun<Item> {
  first: Promise<IteratorResult<Item>>
  items: AsyncGenerator<Item>
}

function begin<Item>(items: AsyncGenerator<Item>): Begun<Item> {
  const first = items.next()
  // `all` awaits it and gets the error.
  first.catch(() => undefined)
  return { first, items }
}

async function* all<Item>({ first, items }: Begun<Item>): AsyncGenerator<Item> {
  try {
    const { done, value } = await first
    if (done) return
    yield value
    yield* items
  } finally {
    await items.return(undefined)
  }
}
