import { Suspense, useState } from 'react'
import { hrefOf, useAsked } from '../address/location.ts'
import { wordsOf } from '../format/names.ts'
import { type Page, pages } from '../pages/index.ts'
import { Link } from '../parts/link.tsx'
import { signOut } from '../session/session.ts'
import { useViewer } from '../session/viewer.tsx'
import { applyTheme, currentTheme, themes } from './theme.ts'

/** The pages, and whose numbers they show. On a phone it opens by a button. */
export function Navigation({ current }: { current: Page | undefined }) {
  const [isOpen, setIsOpen] = useState(false)
  const { question } = useAsked()
  return (
    <nav className="navigation" aria-label="Pages" data-open={isOpen}>
      <div className="brand">
        <span className="brand-name">Convograph</span>
        <button
          type="button"
          className="button only-narrow"
          aria-expanded={isOpen}
          aria-controls="pages"
          onClick={() => setIsOpen(!isOpen)}
        >
          {isOpen ? 'Close' : (current?.name ?? 'Pages')} ☰
        </button>
      </div>
      <div id="pages" className="navigation-body">
        <ul>
          {pages
            .filter(({ key }) => key)
            .map(page => (
              <li key={page.path}>
                <Link
                  href={hrefOf(page.path, question)}
                  aria-current={page === current || isWithin(current, page) ? 'page' : undefined}
                  onClick={() => setIsOpen(false)}
                >
                  {page.name}
                </Link>
              </li>
            ))}
        </ul>
        <div className="who">
          <Suspense fallback={<WhoseNumbers project={'\u00a0'} name={'\u00a0'} />}>
            <Viewer />
          </Suspense>
          <Theme />
          <button type="button" className="button quiet" onClick={() => signOut()}>
            Sign out
          </button>
        </div>
      </div>
    </nav>
  )
}

function Viewer() {
  const { viewer } = useViewer()
  return <WhoseNumbers project={viewer.project} name={viewer.account?.name ?? viewer.subject} />
}

const WhoseNumbers = ({ project, name }: { project: string; name: string }) => (
  <p>
    <b>{project}</b>
    <span>{name}</span>
  </p>
)

/** `/users/:id` belongs to `/users`. */
const isWithin = (current: Page | undefined, page: Page) =>
  page.path !== '/' && (current?.path.startsWith(`${page.path}/`) ?? false)

function Theme() {
  const [theme, setTheme] = useState(currentTheme)
  return (
    <label className="field">
      <span>Colours</span>
      <select
        value={theme}
        onChange={({ target }) => {
          const chosen = themes.find(each => each === target.value) ?? 'system'
          applyTheme(chosen)
          setTheme(chosen)
        }}
      >
        {themes.map(each => (
          <option key={each} value={each}>
            {wordsOf(each)}
          </option>
        ))}
      </select>
    </label>
  )
}
