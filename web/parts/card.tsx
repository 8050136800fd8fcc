import { type ReactNode, Suspense, useEffect, useId, useState } from 'react'
import { type PageAnswer } from '../api/use-page.ts'
import { CardMenu } from './card-menu.tsx'
import { FailureNote } from './failure-note.tsx'

interface CardProps<Data, Field extends keyof Data & string> {
  title: string
  page: PageAnswer<Data>
  /** The answers that the card shows, by response key. */
  fields: readonly Field[]
  /** The keys of the metrics whose definitions explain its numbers. */
  metrics?: readonly string[]
  /** More beside the title, such as a choice. */
  aside?: ReactNode
  className?: string
  children: (data: { [Key in Field]: NonNullable<Data[Key]> }) => ReactNode
}

/** A part of a page with its own answers: it waits, fails and is asked again without the others. */
export function Card<Data, Field extends keyof Data & string>(props: CardProps<Data, Field>) {
  const { title, page, fields, metrics = [], aside, className = '', children } = props
  const heading = useId()
  const isWaiting = page.isWaiting(fields)
  const answers = fields.map(field => page.data[field])
  const isThere = answers.every(answer => answer !== undefined && answer !== null)
  const failure = page.failureOf(fields)
  const shown = isThere && !failure
  return (
    <section className={`card ${className}`} aria-labelledby={heading} aria-busy={isWaiting}>
      <header className="card-head">
        <h2 id={heading}>{title}</h2>
        <div className="card-aside">
          {aside}
          <CardMenu title={title} page={page} fields={fields} metrics={metrics} />
        </div>
      </header>
      {isWaiting && <Waiting cancel={page.cancel} />}
      {failure && !isWaiting && <FailureNote failure={failure} retry={() => page.retry(fields)} />}
      {shown ? (
        <Suspense fallback={<Skeleton />}>
          <div className={isWaiting ? 'card-body old' : 'card-body'}>
            {children(page.data as { [Key in Field]: NonNullable<Data[Key]> })}
          </div>
        </Suspense>
      ) : (
        isWaiting && <Skeleton />
      )}
    </section>
  )
}

const Skeleton = () => <div className="skeleton" aria-busy="true" aria-hidden="true" />

const patienceMs = 2_000

/** Nothing for two seconds, then a way out. */
function Waiting({ cancel }: { cancel: () => void }) {
  const [isLong, setIsLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  if (!isLong) return <span className="unseen">Loading</span>
  return (
    <p className="waiting" role="status">
      Still computing …
      <button type="button" className="button quiet" onClick={cancel}>
        Stop
      </button>
    </p>
  )
}
