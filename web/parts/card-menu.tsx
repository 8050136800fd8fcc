import { lazy, Suspense, useState } from 'react'
import { cutTo } from '../api/cut.ts'
import { type PageAnswer } from '../api/use-page.ts'
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
                copy(textOf(page, fields), 'Copied: the query with its variables.')
              }}
            >
              Copy as GraphQL
            </MenuItem>
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
function textOf<Data>({ text, variables }: PageAnswer<Data>, fields: readonly string[]): string {
  const part = cutTo(text, fields)
  const used = Object.entries(variables as Record<string, unknown>).filter(
    ([name, value]) => value !== null && value !== undefined && part.includes(`$${name}:`),
  )
  return `${part}\n\n# Variables:\n${commented(Object.fromEntries(used))}\n`
}

const commented = (variables: Record<string, unknown>) =>
  JSON.stringify(variables, null, 2).replace(/^/gm, '# ')
