import { type CombinedError } from 'urql'
import { hrefOf, useAsked } from '../../address/location.ts'
import { failuresOf } from '../../api/failure.ts'
import { momentName } from '../../format/times.ts'
import { useZone } from '../../session/viewer.tsx'
import { FailureNote } from '../failure-note.tsx'
import { Link } from '../link.tsx'

interface SavedListProps {
  title: string
  /** Of the page that opens one, without its id. */
  path: string
  items: { id: string; name: string; description: string | null; updatedAt: string }[]
  current: string | undefined
  error: CombinedError | undefined
  isWaiting: boolean
  retry: () => void
  empty: string
}

/** What is saved, each with a link that opens it for the present range. */
export function SavedList(props: SavedListProps) {
  const { title, path, items, current, error, isWaiting, retry, empty } = props
  const { question } = useAsked()
  const zone = useZone()
  const [failed] = failuresOf(error)
  return (
    <section className="card wide" aria-label={title} aria-busy={isWaiting}>
      <header className="card-head">
        <h2>{title}</h2>
        {current !== undefined && (
          <Link className="button" href={hrefOf(path, question)}>
            New
          </Link>
        )}
      </header>
      {failed && <FailureNote failure={failed.failure} retry={retry} />}
      {isWaiting && <div className="skeleton" aria-hidden="true" />}
      {!failed && !isWaiting && !items.length && <p className="empty">{empty}</p>}
      <ul className="notes">
        {items.map(({ id, name, description, updatedAt }) => (
          <li key={id} className="note">
            <Link
              href={hrefOf(`${path}/${encodeURIComponent(id)}`, question)}
              aria-current={id === current ? 'page' : undefined}
            >
              {name}
            </Link>
            <small>
              {description ? `${description} · ` : ''}changed {momentName(updatedAt, zone)}
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}
