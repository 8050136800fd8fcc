import { type Store } from '../core/store.ts'

const items = 'items'

/** Keeps the queue in IndexedDB, which all pages of an origin share and which outlives them. */
export async function indexedDbStore(name: string): Promise<Store> {
  const opening = indexedDB.open(name, 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore(items, { keyPath: 'key' })
  const database = await resultOf(opening)
  const read = () => database.transaction(items).objectStore(items)
  const write = (change: (store: IDBObjectStore) => void) => {
    const transaction = database.transaction(items, 'readwrite')
    change(transaction.objectStore(items))
    return committed(transaction)
  }
  return {
    add: async item => write(store => store.put(item)),
    oldest: async count => resultOf(read().getAll(null, count)),
    remove: async keys => write(store => void keys.map(key => store.delete(key))),
    count: async () => resultOf(read().count()),
  }
}

const resultOf = <Result>(request: IDBRequest<Result>) =>
  new Promise<Result>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

/** Only a transaction that is complete is on the disk. */
const committed = (transaction: IDBTransaction) =>
  new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
  })
