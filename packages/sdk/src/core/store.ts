import { type EventKind } from '../analytics.ts'

/** A call that waits to be sent. */
export interface Item {
  /** A UUIDv7: items are sent in the order of their keys. */
  key: string
  kind: EventKind | 'identify' | 'alias'
  /** The input of the server, as JSON, with the id and the time that were fixed when the call was made. */
  json: string
  /** The most bytes that it takes in a request. */
  bytes: number
}

/** The place that keeps the queue. Two pages may share one. */
export interface Store {
  add(item: Item): Promise<void>
  /** The first items by key. */
  oldest(count: number): Promise<Item[]>
  remove(keys: string[]): Promise<void>
  count(): Promise<number>
}

export function memoryStore(): Store {
  const items = new Map<string, Item>()
  return {
    add: async item => void items.set(item.key, item),
    oldest: async count => [...items.values()].slice(0, count),
    remove: async keys => {
      for (const key of keys) items.delete(key)
    },
    count: async () => items.size,
  }
}

/** A store that may still be opening. What its methods throw becomes a rejection. */
export function whenOpen(opening: Promise<Store>): Store {
  return {
    add: async item => (await opening).add(item),
    oldest: async count => (await opening).oldest(count),
    remove: async keys => (await opening).remove(keys),
    count: async () => (await opening).count(),
  }
}

/**
 * Keeps in memory what the store fails to keep, such as when the disk is full. A store that fails to remove items, and would give them
 * again without end, is left alone from then on: the next page sends what is in it. `report` is called at the first failure.
 */
export function withMemory(store: Store, report: (error: unknown) => void): Store {
  const memory = memoryStore()
  let isReported = false
  let isLeftAlone = false
  const or = async <Result>(
    work: () => Promise<Result>,
    instead: () => Result | Promise<Result>,
  ): Promise<Result> => {
    try {
      if (!isLeftAlone) return await work()
    } catch (error) {
      if (!isReported) report(error)
      isReported = true
    }
    return instead()
  }
  return {
    add: item =>
      or(
        () => store.add(item),
        () => memory.add(item),
      ),
    oldest: async count => {
      const stored = await or(
        () => store.oldest(count),
        () => [],
      )
      const both = [...(await memory.oldest(count)), ...stored]
      return both.sort((a, b) => (a.key < b.key ? -1 : 1)).slice(0, count)
    },
    remove: async keys => {
      await memory.remove(keys)
      await or(
        () => store.remove(keys),
        () => {
          isLeftAlone = true
        },
      )
    },
    count: async () =>
      (await memory.count()) +
      (await or(
        () => store.count(),
        () => 0,
      )),
  }
}
