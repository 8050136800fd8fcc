import { useEffect, useRef } from 'react'
import { readSearch } from '../address/codec.ts'
import { ask, hrefOf, open } from '../address/location.ts'
import { type Question, type Range, units } from '../address/question.ts'
import { shifted } from '../address/shift.ts'
import { intervalOf } from '../address/variables.ts'
import { refreshAll } from '../api/live.ts'
import { type Page } from '../pages/index.ts'

export type Keys = {
  /** One key, or two after each other: `g o`. */
  key: string
  does: string
  run: () => void
}[]

export const rangeKeys: { key: string; name: string; range: Range }[] = [
  { key: 'd', name: 'Today', range: { kind: 'preset', preset: 'TODAY' } },
  { key: 'e', name: 'Yesterday', range: { kind: 'preset', preset: 'YESTERDAY' } },
  { key: 'r', name: 'Last 60 minutes', range: { kind: 'last', count: 60, unit: 'MINUTE' } },
  { key: 'w', name: 'Last 7 days', range: { kind: 'last', count: 7, unit: 'DAY' } },
  { key: 'f', name: 'Last 28 days', range: { kind: 'last', count: 28, unit: 'DAY' } },
  { key: 't', name: 'Last 30 days', range: { kind: 'last', count: 30, unit: 'DAY' } },
  { key: 'n', name: 'Last 91 days', range: { kind: 'last', count: 91, unit: 'DAY' } },
  { key: 'm', name: 'This month', range: { kind: 'preset', preset: 'THIS_MONTH' } },
  { key: 'p', name: 'Last month', range: { kind: 'preset', preset: 'LAST_MONTH' } },
  { key: 'y', name: 'This year', range: { kind: 'preset', preset: 'THIS_YEAR' } },
  { key: 'l', name: 'Last 12 months', range: { kind: 'last', count: 12, unit: 'MONTH' } },
]

const question = (): Question => readSearch(window.location.search).question

function changeInterval(by: 1 | -1): void {
  const next = units[units.indexOf(intervalOf(question())) + by]
  if (next) ask({ interval: next })
}

function shift(by: 1 | -1): void {
  const range = shifted(question().range, by, Date.now())
  if (range) ask({ range })
}

/** The keys that change what the page is about; the first ones are those of Plausible. */
export const questionKeys: Keys = [
  ...rangeKeys.map(({ key, name, range }) => ({ key, does: name, run: () => ask({ range }) })),
  { key: 'c', does: 'Choose other dates', run: () => document.getElementById('range-button')?.click() },
  {
    key: 'x',
    does: 'Compare, or stop comparing',
    run: () => ask({ compare: question().compare === 'off' ? 'previous' : 'off' }),
  },
  { key: 'ArrowLeft', does: 'One period earlier', run: () => shift(-1) },
  { key: 'ArrowRight', does: 'One period later', run: () => shift(1) },
  { key: '[', does: 'Smaller interval', run: () => changeInterval(-1) },
  { key: ']', does: 'Larger interval', run: () => changeInterval(1) },
  { key: '/', does: 'Add a filter', run: () => document.getElementById('filter-button')?.click() },
  { key: 'Escape', does: 'Remove all filters', run: () => question().filters.length && ask({ filters: [] }) },
  { key: 'u', does: 'Ask again', run: refreshAll },
]

/** The range and filters go along from page to page. */
export const pageKeys = (pages: Page[]): Keys =>
  pages.flatMap(({ key, name, path }) =>
    key ? [{ key: `g ${key}`, does: name, run: () => open(hrefOf(path, question())) }] : [],
  )

const pauseMs = 1_000

/** Runs what belongs to a key, unless the person is typing or a box is open. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    let before = { key: '', at: 0 }
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target))
        return
      const isSecond = event.timeStamp - before.at < pauseMs
      const pressed = event.key.length === 1 ? event.key.toLowerCase() : event.key
      const found =
        (isSecond && latest.current.find(({ key }) => key === `${before.key} ${pressed}`)) ||
        latest.current.find(({ key }) => key === pressed)
      before = { key: pressed, at: event.timeStamp }
      if (!found) return
      event.preventDefault()
      found.run()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

const isBusy = (target: EventTarget | null) =>
  document.querySelector('dialog[open], [popover]:popover-open') !== null ||
  (target instanceof HTMLElement &&
    target.matches('input:not([type=radio]), textarea, select, [contenteditable]'))
