import { memoryStore, type Store, whenOpen } from '../core/store.ts'
import { type AnalyticsOptions } from '../options.ts'
import { indexedDbStore } from './indexed-db.ts'
import { localStorageStore } from './local-storage.ts'

/** The store of the options, or the next best that this browser allows: IndexedDB, `localStorage`, memory. */
export function browserStore(name: string, storage: AnalyticsOptions['storage'] = 'indexedDB'): Store {
  return whenOpen(openStore(name, storage))
}

async function openStore(name: string, storage: NonNullable<AnalyticsOptions['storage']>): Promise<Store> {
  if (typeof storage === 'object') return storage
  try {
    if (storage === 'indexedDB') return await indexedDbStore(name)
    if (storage === 'localStorage') return localStorageStore(name)
    return memoryStore()
  } catch {
    return openStore(name, storage === 'indexedDB' ? 'localStorage' : 'memory')
  }
}
