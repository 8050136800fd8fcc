import { useState } from 'react'
import { hrefOf, useChoice } from '../../address/location.ts'
import { useText } from '../../address/own-text.ts'
import { type Question } from '../../address/question.ts'
import { useStream } from '../../api/use-stream.ts'
import { clockName } from '../../format/clock.ts'
import { wordsOf } from '../../format/names.ts'
import { exact } from '../../format/numbers.ts'
import { Card } from '../../parts/card.tsx'
import { Link } from '../../parts/link.tsx'
import { useZone } from '../../session/viewer.tsx'
import { heldNext, startOf } from './held.ts'
import { LiveFeed, type LiveFeedSubscription } from './live.graphql.ts'

type Feed = LiveFeedSubscription['events']

const kinds = [
  '',
  'MESSAGE',
  'AI_CALL',
  'API_CALL',
  'ACTIVITY',
  'CONVERSATION',
  'CUSTOM',
  'SYSTEM_METRIC',
] as const

interface FeedProps {
  question: Question
  botId: string | null
  channel: string | null
}

/** The newest events. It stands still while the pointer or the focus is on it, so that a line can be read and clicked. */
export function Feed({ question, botId, channel }: FeedProps) {
  const [kind, chooseKind] = useChoice('kind', kinds)
  const [userId, setUserId] = useText('user')
  const [name, setName] = useText('event')
  const page = useStream(LiveFeed, {
    filter: {
      botId,
      channel,
      kinds: kind ? [kind] : null,
      userId: userId || null,
      name: name || null,
    },
  })
  return (
    <Card title="Events as they arrive" page={page} fields={['events']}>
      {({ events }) => (
        <>
          <div className="controls">
            <label>
              Kind
              <select
                value={kind}
                onChange={({ target }) => chooseKind(kinds.find(each => each === target.value) ?? '')}
              >
                {kinds.map(each => (
                  <option key={each} value={each}>
                    {each ? wordsOf(each) : 'every kind'}
                  </option>
                ))}
              </select>
            </label>
            <TextFilter label="Name" value={name} placeholder="signup" onChange={setName} />
            <TextFilter label="User" value={userId} placeholder="ann" onChange={setUserId} />
          </div>
          <Pausing feed={events} question={question} />
        </>
      )}
    </Card>
  )
}

interface TextFilterProps {
  label: string
  value: string
  placeholder: string
  onChange: (value: string) => void
}

/** Taken on Enter and when the field is left, so that not every letter opens a new stream. */
const TextFilter = ({ label, value, placeholder, onChange }: TextFilterProps) => (
  <label>
    {label}
    <input
      key={value}
      defaultValue={value}
      placeholder={placeholder}
      onBlur={({ target }) => target.value.trim() !== value && onChange(target.value.trim())}
      onKeyDown={({ key, currentTarget }) => key === 'Enter' && currentTarget.blur()}
    />
  </label>
)

function Pausing({ feed, question }: { feed: Feed; question: Question }) {
  const [isHeld, setIsHeld] = useState(false)
  const [held, setHeld] = useState(() => startOf(feed))
  const next = heldNext(held, feed, isHeld)
  if (next !== held) setHeld(next)
  const { shown, arrivedSince } = next
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: reading is what stops it; nothing happens on a click
    <div
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      <p className="hint">
        {isHeld
          ? `Paused while you are here. ${exact(arrivedSince)} have arrived since.`
          : 'The newest first. It pauses while the pointer or the focus is on it.'}
        {shown.skipped > 0 && ` ${exact(shown.skipped)} were too many to show.`}
      </p>
      <Lines feed={shown} question={question} />
    </div>
  )
}

function Lines({ feed: { events }, question }: { feed: Feed; question: Question }) {
  const zone = useZone()
  if (!events.length)
    return (
      <p className="empty">
        Waiting for the first event that fits. Send one with <code>track</code>, and it appears here.
      </p>
    )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: otherwise the arrow keys could not scroll it
    <ol className="live-list" tabIndex={0} aria-label="Events, the newest first">
      {events.map(({ id, eventKind, name, timestamp, userId, conversationId, channel }) => (
        <li key={id}>
          <time dateTime={timestamp}>{clockName(timestamp, zone)}</time>
          <small>{wordsOf(eventKind)}</small>
          <b>{name}</b>
          <span>
            {userId && <Link href={hrefOf(`/users/${encodeURIComponent(userId)}`, question)}>{userId}</Link>}{' '}
            {conversationId && (
              <Link href={hrefOf(`/conversations/${encodeURIComponent(conversationId)}`, question)}>
                conversation
              </Link>
            )}{' '}
            {channel && <small>{channel}</small>}
          </span>
        </li>
      ))}
    </ol>
  )
}
