import { type Item, type Store } from '../core/store.ts'

/**
 * Keeps the queue in `localStorage`, where each item has an entry of its own, so that two pages cannot overwrite it.
 * @throws where a browser has no storage, or does not allow it
 */
export function localStorageStore(name: string): Store {
  const storage = localStorage
  const prefix = `${name}:item:`
  const places = () =>
    Object.keys(storage)
      .filter(place => place.startsWith(prefix))
      .sort()
  // Now rather than at the first event.
  places()
  return {
    add: async item => storage.setItem(prefix + item.key, JSON.stringify(item)),
    oldest: async count =>
      places()
        .slice(0, count)
        // Another page may have removed an item since.
        .flatMap(place => JSON.parse(storage.getItem(place) ?? '[]') as Item | []),
    remove: async keys => {
      for (const key of keys) storage.removeItem(prefix + key)
    },
    count: async () => places().length,
  }
}
