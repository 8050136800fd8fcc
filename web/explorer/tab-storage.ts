const prefix = 'graphiql:'

/** Keeps the tabs and the history of GraphiQL until the tab of the browser closes. Clearing leaves the session of the page alone. */
export const tabStorage = {
  getItem: (key: string) => sessionStorage.getItem(key),
  setItem: (key: string, value: string) => sessionStorage.setItem(key, value),
  removeItem: (key: string) => sessionStorage.removeItem(key),
  clear: () => {
    for (const key of keys()) sessionStorage.removeItem(key)
  },
  get length() {
    return keys().length
  },
}

const keys = () => Object.keys(sessionStorage).filter(key => key.startsWith(prefix))
