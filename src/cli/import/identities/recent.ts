/** A map that forgets the entries that were set longest ago. */
export function createRecent<Value>(capacity: number): Pick<Map<string, Value>, 'get' | 'set' | 'delete'> {
  let [newer, older] = [new Map<string, Value>(), new Map<string, Value>()]
  return {
    get: key => newer.get(key) ?? older.get(key),
    set(key, value) {
      if (newer.size >= capacity / 2) [newer, older] = [new Map(), newer]
      return newer.set(key, value)
    },
    delete: key => newer.delete(key) || older.delete(key),
  }
}
