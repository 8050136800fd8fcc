import { hrefOf, setOwn, useAsked } from '../../address/location.ts'
import { useNames } from '../../parts/events/use-names.ts'
import { Link } from '../../parts/link.tsx'
import { PathAnswers } from './answers.tsx'
import { Builder } from './builder.tsx'
import { ownOf, type PathsDraft, readDraft } from './draft.ts'

/** Shows what users do before and after an event. */
export default function PathsPage() {
  const { own } = useAsked()
  const draft = readDraft(own)
  const edit = (next: PathsDraft) =>
    setOwn({ ...Object.fromEntries(Object.keys(own).map(key => [key, undefined])), ...ownOf(next) })
  const { event } = draft.anchor
  return (
    <>
      <h1 className="page-title">{event ? `What do users do around “${event}”?` : 'What do users do?'}</h1>
      <section className="card wide" aria-label="Event and steps">
        <Builder draft={draft} onChange={edit} />
        {!event && <Suggestions />}
      </section>
      {event && <PathAnswers draft={draft} />}
    </>
  )
}

function Suggestions() {
  const { question } = useAsked()
  const { events, isKnown } = useNames()
  if (isKnown && !events.length)
    return <p className="empty">No event has arrived yet. Send some, and their paths appear here.</p>
  return (
    <>
      <p className="hint">Choose an event to see what leads to it and what follows:</p>
      <ul className="chips">
        {events.slice(0, 8).map(event => (
          <li key={event}>
            <Link className="button" href={hrefOf('/paths', question, { event })}>
              {event}
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
