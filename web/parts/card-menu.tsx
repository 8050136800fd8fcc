import { lazy, Suspense, useState } from 'react'
import { cutTo } from '../api/cut.ts'
import { type PageAnswer } from '../api/use-page.ts'
import { Menu, MenuItem } from './menu.tsx'
import { say } from './notice.tsx'

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
  const question = () => questionOf(page, fields)
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
                copy(question())
              }}
            >
              Copy as GraphQL
            </MenuItem>
            <a className="menu-item" href={explorerHref(question())} target="_blank" rel="noreferrer">
              Open in the explorer
            </a>
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

interface Question {
  text: string
  variables: Record<string, unknown>
}

/** What the card asks: its own part of the operation, and the variables that this part uses. */
function questionOf<Data>({ text, variables }: PageAnswer<Data>, fields: readonly string[]): Question {
  const part = cutTo(text, fields)
  const used = Object.entries(variables as Record<string, unknown>).filter(
    ([name, value]) => value !== null && value !== undefined && part.includes(`$${name}:`),
  )
  return { text: part, variables: Object.fromEntries(used) }
}

async function copy({ text, variables }: Question): Promise<void> {
  await navigator.clipboard.writeText(`${text}\n\n# Variables:\n${commented(variables)}\n`)
  say('Copied: the query with its variables.')
}

const commented = (variables: Record<string, unknown>) =>
  JSON.stringify(variables, null, 2).replace(/^/gm, '# ')

/** The fragment of an address is not sent to the service. */
const explorerHref = ({ text, variables }: Question) =>
  `/graphql?ui=graphiql#${new URLSearchParams({ query: text, variables: JSON.stringify(variables, null, 2) })}`
