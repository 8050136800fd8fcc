import { type ReactNode, useState } from 'react'
import { type AnyVariables, useQuery } from 'urql'
import { failuresOf } from '../../api/failure.ts'
import { type Operation } from '../../api/operation.ts'
import { counted } from '../../format/numbers.ts'
import { Dialog } from '../dialog.tsx'
import { FailureNote } from '../failure-note.tsx'
import { type ListedUser, UserTable } from './user-table.tsx'

interface UserPage {
  nodes: ListedUser[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
}

interface UsersDialogProps<Data, Variables extends AnyVariables> {
  title: string
  /** The number that was clicked. */
  count: number
  operation: Operation<Data, Variables>
  variablesAfter: (after: string | null) => Variables
  pageOf: (data: Data) => UserPage | null | undefined
  onClose: () => void
  /** What can be done with these users. */
  actions?: ReactNode
}

/** The users behind a number, a page at a time. */
export function UsersDialog<Data, Variables extends AnyVariables>(props: UsersDialogProps<Data, Variables>) {
  const { title, count, operation, variablesAfter, pageOf, onClose, actions } = props
  const [cursors, setCursors] = useState<(string | null)[]>([null])
  const after = cursors.at(-1)!
  const [{ data, error, fetching }, again] = useQuery({ query: operation, variables: variablesAfter(after) })
  const page = data ? pageOf(data) : undefined
  const [failed] = failuresOf(error)
  return (
    <Dialog title={title} onClose={onClose}>
      <p className="hint">{counted(count, 'user')}, each once.</p>
      {actions}
      {failed && !fetching && (
        <FailureNote failure={failed.failure} retry={() => again({ requestPolicy: 'network-only' })} />
      )}
      <div aria-busy={fetching} className={fetching ? 'old' : ''}>
        {page ? <UserTable label={title} users={page.nodes} /> : fetching && <div className="skeleton" />}
      </div>
      {(cursors.length > 1 || page?.pageInfo.hasNextPage) && (
        <p className="bar-row">
          <button
            type="button"
            className="button"
            disabled={cursors.length === 1 || fetching}
            onClick={() => setCursors(cursors.slice(0, -1))}
          >
            Previous
          </button>
          <button
            type="button"
            className="button"
            disabled={!page?.pageInfo.hasNextPage || fetching}
            onClick={() => setCursors([...cursors, page!.pageInfo.endCursor])}
          >
            Next
          </button>
          <small>Page {cursors.length}</small>
        </p>
      )}
    </Dialog>
  )
}
