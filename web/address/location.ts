import { useMemo, useSyncExternalStore } from 'react'
import { type Asked, readSearch, searchWith, writeSearch } from './codec.ts'
import { type Question } from './question.ts'

/** The path that all pages are under. */
const base = '/app'

const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}

/** The path below `/app`, such as `/` or `/users/ann`. */
export const presentPath = (): string => window.location.pathname.slice(base.length).replace(/\/$/, '') || '/'

export const usePath = (): string => useSyncExternalStore(subscribe, presentPath)

export function useAsked(): Asked {
  const search = useSyncExternalStore(subscribe, () => window.location.search)
  return useMemo(() => readSearch(search), [search])
}

export const useHash = (): string => useSyncExternalStore(subscribe, () => window.location.hash)

/** Behind the address of a page, it leads to the list of the page. */
export const listHash = '#list'

/** A path of this page with a question, as an address. */
export const hrefOf = (path: string, question: Question, own: Record<string, string> = {}): string =>
  `${base}${path}${writeSearch({ question, own })}`

/** Opens an address of this page. `replace` leaves no entry for the browser's back button. */
export function open(href: string, { replace = false } = {}): void {
  window.history[replace ? 'replaceState' : 'pushState'](null, '', href)
  for (const listener of listeners) listener()
}

/** Changes the question of the present page, which keeps its own parameters but begins its list anew. */
export function ask(change: Partial<Question>): void {
  const { pathname, search } = window.location
  open(`${pathname}${searchWith(search, change)}`)
}

/** Sets parameters of the present page; undefined removes one. */
export function setOwn(change: Record<string, string | undefined>, options?: { replace?: boolean }): void {
  const { pathname, search } = window.location
  const { question, own } = readSearch(search)
  const kept = Object.entries({ ...own, ...change }).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  )
  open(`${pathname}${writeSearch({ question, own: Object.fromEntries(kept) })}`, options)
}

/** One of the values that a parameter of the page may have; the first one if it has another value or none. */
export function useChoice<T extends string>(name: string, values: readonly T[]): [T, (value: T) => void] {
  const { own } = useAsked()
  const chosen = values.find(value => value === own[name]) ?? values[0]!
  return [chosen, value => setOwn({ [name]: value === values[0] ? undefined : value }, { replace: true })]
}
