import { Sparkline } from '../charts/sparkline.tsx'
import { type Format } from '../format/numbers.ts'
import { Change } from './change.tsx'
import { Link } from './link.tsx'

/** One of the numbers that an answer, its buckets and its previous period have. */
interface ShownNumber<Numbers> {
  name: string
  /** For the card, where room is short. */
  short: Format
  /** For the chart. */
  long: Format
  of: (numbers: Numbers) => number | null
}

export type ShownNumbers<Key extends string, Numbers> = Record<Key, ShownNumber<Numbers>>

interface Measured<Numbers> {
  changes: {
    field: string
    changeRate: number | null
    changePoints: number | null
    isUpGood: boolean | null
  }[]
  /** Absent or null without a comparison. */
  previous?: unknown
  buckets: Numbers[]
}

interface NumberCardsProps<Key extends string, Numbers> {
  shown: ShownNumbers<Key, Numbers>
  answer: NoInfer<Numbers & Measured<Numbers>>
  chosen: Key
  choose: (key: Key) => void
  /** A second number that gives the first one its weight. */
  noteOf?: (key: Key) => string | undefined
  /** Where what a number counts is listed; undefined if it cannot be. */
  listOf?: (key: Key) => string | undefined
}

/** Numbers with their changes and trends; the chosen one is drawn below. */
export function NumberCards<Key extends string, Numbers>(props: NumberCardsProps<Key, Numbers>) {
  const { shown, answer, chosen, choose, noteOf, listOf } = props
  const keys = Object.keys(shown) as Key[]
  return (
    <ul className="number-cards">
      {keys.map(key => {
        const { name, short, long, of } = shown[key]
        const change = answer.changes.find(({ field }) => field === key)
        const note = noteOf?.(key)
        const list = listOf?.(key)
        return (
          <li key={key}>
            <button
              type="button"
              className="number-card"
              aria-pressed={key === chosen}
              onClick={() => choose(key)}
              data-metric={key}
            >
              <span className="number-name">{name}</span>
              <span className="number-value" title={long(of(answer))}>
                {short(of(answer))}
              </span>
              {answer.previous && change ? <Change {...change} /> : null}
              <Sparkline values={answer.buckets.map(of)} />
              {note && <span className="number-note">{note}</span>}
            </button>
            {list && (
              <Link className="number-open" href={list} aria-label={`${name}: show them one by one`}>
                Show them
              </Link>
            )}
          </li>
        )
      })}
    </ul>
  )
}
