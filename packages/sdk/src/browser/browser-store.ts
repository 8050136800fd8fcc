import { memoryStore, type Store } from '../core/store.ts'
import { type AnalyticsOptions } from '../options.ts'
import { indexedDbStore } from './indexed-db.ts'
import { localStorageStore } from './local-storage.ts'

/** The store of the options, or the next best that this browser allows: IndexedDB, `localStorage`, memory. */
export function browserStore(name: string, storage: AnalyticsOptions['storage'] = 'indexedDB'): Store {
  if (typeof storage === 'object') return storage
  return whenOpen(openStore(name, storage))
}

async function openStore(name: string, storage: 'indexedDB' | 'localStorage' | 'memory'): Promise<Store> {
  try {
    if (storage === 'indexedDB') return await indexedDbStore(name)
    if (storage === 'localStorage') return localStorageStore(name)
    return memoryStore()
  } catch {
    return openStore(name, storage === 'indexedDB' ? 'localStorage' : 'memory')
  }
}

function whenOpen(opening: Promise<Store>): Store {
  return {
    add: async item => (await opening).add(item),
    oldest: async count => (await opening).oldest(count),
    remove: async keys => (await opening).remove(keys),
    count: async () => (await opening).count(),
  }
}
