/** Calls `then` whenever the path of the page changes without a new page, as single-page applications do. */
export function onNavigation(then: () => void): void {
  let path = location.pathname
  const compare = () => {
    if (location.pathname === path) return
    path = location.pathname
    then()
  }
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name]
    history[name] = function (...given) {
      original.apply(this, given)
      compare()
    }
  }
  addEventListener('popstate', compare)
}
