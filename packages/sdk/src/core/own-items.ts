import { type Item, type Store } from './store.ts'

/** A store that remembers the items that were added through it, for as long as they may not have been sent. */
export interface OwnItems extends Store {
  unsent(): Item[]
  unsentCount(): number
  /** To be called when the store is empty: its former items were sent, perhaps by another page. */
  allSent(): void
}

export function ownItems(store: Store): OwnItems {
  const own = new Map<string, { item: Item; isStored: boolean }>()
  return {
    ...store,
    add: async item => {
      const entry = { item, isStored: false }
      own.set(item.key, entry)
      await store.add(item)
      entry.isStored = true
    },
    remove: async keys => {
      for (const key of keys) own.delete(key)
      await store.remove(keys)
    },
    unsent: () => [...own.values()].map(({ item }) => item),
    unsentCount: () => own.size,
    allSent: () => {
      for (const [key, { isStored }] of own) if (isStored) own.delete(key)
    },
  }
}
