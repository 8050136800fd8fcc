const key = 'convograph.shared'

/**
 * The token behind the `#` of the address, which is taken away at once, so that it is in no history, no bookmark and on no picture of
 * the window. It is kept for this tab, so that the page can be loaded again.
 */
export function takenToken(): string | undefined {
  const { hash, pathname, search } = window.location
  if (hash.length > 1) {
    sessionStorage.setItem(key, hash.slice(1))
    window.history.replaceState(null, '', pathname + search)
  }
  return sessionStorage.getItem(key) ?? undefined
}
