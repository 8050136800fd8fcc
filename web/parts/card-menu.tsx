import { lazy, Suspense, useState } from 'react'
import { cutTo } from '../api/cut.ts'
import { type PageAnswer } from '../api/use-page.ts'
import { useExplorer } from '../session/viewer.tsx'
import { copy } from './copy.ts'
import { Menu, MenuItem } from './menu.tsx'

interface CardMenuProps<Data> {
  title: string
  page: PageAnswer<Data>
  fields: readonly string[]
  metrics: readonly string[]
}

const Computed = lazy(() => import('./computed/computed.tsx'))

/** What can be done with the numbers of a card. */
export function CardMenu<Data>({ title, page, fields, metrics }: CardMenuProps<Data>) {
  const [isExplained, setIsExplained] = useState(false)
  const hasExplorer = useExplorer()
  return (
    <>
      <Menu label="⋯" name={`About “${title}”`} className="button quiet">
        {close => (
          <>
            <MenuItem
              onClick={() => {
                close()
                setIsExplained(true)
              }}
            >
              How is this computed?
            </MenuItem>
            <MenuItem
              onClick={() => {
                close()
                copy(textOf(askedOf(page, fields)), 'Copied: the query with its variables.')
              }}
            >
              Copy as GraphQL
            </MenuItem>
            {hasExplorer && (
              <MenuItem
                onClick={() => {
                  close()
                  // With an opener, so that the new tab has the session of this one.
                  window.open(explorerHref(askedOf(page, fields)))
                }}
              >
                Open in the explorer
              </MenuItem>
            )}
            <MenuItem
              onClick={() => {
                close()
                page.retry(fields)
              }}
            >
              Ask again
            </MenuItem>
          </>
        )}
      </Menu>
      {isExplained && (
        <Suspense>
          <Computed
            title={title}
            answers={fields.map(field => (page.data as Record<string, unknown>)[field])}
            metrics={metrics}
            onClose={() => setIsExplained(false)}
          />
        </Suspense>
      )}
    </>
  )
}

/** What the card asks: its own part of the operation, and the variables that this part uses. */
function askedOf<Data>({ text, variables }: PageAnswer<Data>, fields: readonly string[]) {
  const query = cutTo(text, fields)
  const used = Object.entries(variables as Record<string, unknown>).filter(
    ([name, value]) => value !== null && value !== undefined && query.includes(`$${name}:`),
  )
  return { query, variables: JSON.stringify(Object.fromEntries(used), null, 2) }
}

type Asked = ReturnType<typeof askedOf>

const textOf = ({ query, variables }: Asked) =>
  `${query}\n\n# Variables:\n${variables.replace(/^/gm, '# ')}\n`

/** Behind the `#`, so that the service and its logs do not see it. */
const explorerHref = (asked: Asked) => `/graphql?ui=graphiql#${new URLSearchParams(asked)}`
