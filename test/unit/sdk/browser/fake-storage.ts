const methods = {
  getItem(this: Record<string, string>, key: string) {
    return this[key] ?? null
  },
  setItem(this: Record<string, string>, key: string, value: string) {
    this[key] = value
  },
  removeItem(this: Record<string, string>, key: string) {
    delete this[key]
  },
}

/** `localStorage` as browsers have it: its entries are its own properties. */
export const fakeStorage = (): Storage => Object.create(methods)
