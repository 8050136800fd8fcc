import { useEffect, useRef, useState } from 'react'
import { useChange } from '../../api/use-change.ts'
import { usePage } from '../../api/use-page.ts'
import { useStream } from '../../api/use-stream.ts'
import { copy } from '../../parts/copy.ts'
import { say } from '../../parts/notice.tsx'
import { useViewer } from '../../session/viewer.tsx'
import { AnyEvent, FirstEvent, MakeFirstKey } from './first-steps.graphql.ts'
import { snippets } from './snippets.ts'

/** What to do in a project without any event; nothing in another one. `arrived` is called once there is an event. */
export default function FirstSteps({ arrived }: { arrived: () => void }) {
  const { data } = usePage(AnyEvent, {})
  return data.events?.nodes.length === 0 ? <Steps arrived={arrived} /> : null
}

function Steps({ arrived }: { arrived: () => void }) {
  const { viewer } = useViewer()
  const [key, setKey] = useState<string | undefined>()
  const [kind, setKind] = useState<keyof typeof snippets>('curl')
  const mayMakeKeys = viewer.roles.includes('ADMIN') && viewer.proof === 'TOKEN'
  const text = snippets[kind](window.location.origin, key ?? 'cg_…')
  return (
    <section className="card wide" aria-label="First steps">
      <h2>No event has arrived yet</h2>
      <p>Send one, and its numbers appear here.</p>
      {mayMakeKeys ? (
        <KeyButton made={key !== undefined} take={setKey} />
      ) : (
        <p className="hint">An administrator makes the key that this needs, under Settings.</p>
      )}
      <div className="bar-row">
        {(Object.keys(snippets) as (keyof typeof snippets)[]).map(each => (
          <button
            key={each}
            type="button"
            className="button"
            aria-pressed={each === kind}
            onClick={() => setKind(each)}
          >
            {names[each]}
          </button>
        ))}
        <button type="button" className="button" onClick={() => copy(text, 'Copied: the snippet.')}>
          Copy
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: otherwise the arrow keys could not scroll it */}
      <section className="scroll" tabIndex={0} aria-label="The snippet">
        <pre>{text}</pre>
      </section>
      <Waiting arrived={arrived} />
      <p className="hint">
        Or look around first: <code>npm run demo</code> starts the service with a sample of a chat platform,
        in a project of its own, and prints a token for it.
      </p>
    </section>
  )
}

const names = { curl: 'curl', page: 'A page', service: 'Node.js' }

function KeyButton({ made, take }: { made: boolean; take: (key: string) => void }) {
  const change = useChange()
  const [isMaking, setIsMaking] = useState(false)
  const make = async () => {
    setIsMaking(true)
    const { saved, refusals } = await change(MakeFirstKey, {
      input: { name: `first events, ${new Date().toISOString().slice(0, 19)}`, scopes: ['TRACK'] },
    })
    setIsMaking(false)
    if (saved) take(saved)
    say(refusals[0]?.message ?? 'Made: a key that can only send events.')
  }
  if (made)
    return (
      <p>
        The snippets have a key that can only send events. <b>It is shown only now</b>; Settings can end it.
      </p>
    )
  return (
    <p>
      <button type="button" className="button primary" disabled={isMaking} onClick={make}>
        Make a key that sends events
      </button>
    </p>
  )
}

const againMs = 2_000

/** By subscription, so that the numbers come with the event. */
function Waiting({ arrived }: { arrived: () => void }) {
  const stream = useStream(FirstEvent, {})
  const event = stream.data.events?.events[0]
  const failure = stream.failureOf([])
  const latest = useRef(arrived)
  latest.current = arrived
  const hasArrived = event !== undefined
  useEffect(() => {
    if (!hasArrived) return undefined
    latest.current()
    // Numbers may take a moment longer than the stream.
    const timer = setInterval(() => latest.current(), againMs)
    return () => clearInterval(timer)
  }, [hasArrived])
  return (
    <p role="status">
      <span className={event ? 'dot on' : 'dot'} aria-hidden="true" />{' '}
      {event ? `“${event.name}” has arrived.` : (failure?.message ?? 'Waiting for the first event …')}
    </p>
  )
}
