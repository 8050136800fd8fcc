import { Suspense, useEffect, useRef, useState } from 'react'
import { usePath } from '../address/location.ts'
import { match } from '../address/match.ts'
import { setLive, useLive } from '../api/live.ts'
import { type Page, pages } from '../pages/index.ts'
import { Bar } from './bar.tsx'
import { Boundary } from './boundary.tsx'
import { KeySheet } from './key-sheet.tsx'
import { type Keys, pageKeys, questionKeys, useKeys } from './keys.ts'
import { Navigation } from './navigation.tsx'

/** Everything around the page, and the page of the address. */
export function Shell() {
  const path = usePath()
  const [isSheetOpen, setIsSheetOpen] = useState(false)
  const isLive = useLive()
  const keys: Keys = [
    ...questionKeys,
    { key: '.', does: 'Turn live updates on or off', run: () => setLive(!isLive) },
    { key: '?', does: 'Show these keys', run: () => setIsSheetOpen(true) },
    ...pageKeys(pages),
  ]
  useKeys(keys)
  const [page, values] = pageOf(path)
  const main = useRef<HTMLElement>(null)
  useFocusOnChange(path, main)
  useEffect(() => {
    document.title = `${page?.name ?? 'Not found'} – Convograph`
  }, [page])
  const Content = page?.component
  return (
    <div className="shell">
      <a className="skip" href="#content">
        Skip to the content
      </a>
      <Navigation current={page} />
      <div className="page">
        <Bar showKeys={() => setIsSheetOpen(true)} />
        <main id="content" ref={main} tabIndex={-1}>
          <Boundary key={path}>
            <Suspense fallback={<div className="skeleton" aria-hidden="true" />}>
              {Content ? <Content {...values} /> : <NotFound path={path} />}
            </Suspense>
          </Boundary>
        </main>
      </div>
      {isSheetOpen && <KeySheet keys={keys} onClose={() => setIsSheetOpen(false)} />}
    </div>
  )
}

function pageOf(path: string): [Page | undefined, Record<string, string>] {
  for (const page of pages) {
    const values = match(page.path, path)
    if (values) return [page, values]
  }
  return [undefined, {}]
}

/** A screen reader starts with the new page, as after any link. */
function useFocusOnChange(path: string, main: { current: HTMLElement | null }): void {
  const before = useRef(path)
  useEffect(() => {
    if (before.current === path) return
    before.current = path
    main.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [path, main])
}

const NotFound = ({ path }: { path: string }) => (
  <div className="card">
    <h1>There is no such page</h1>
    <p>
      The address <code>{path}</code> leads nowhere.
    </p>
  </div>
)
