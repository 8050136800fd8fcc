import { Suspense } from 'react'
import { writeFilter } from '../address/filter-text.ts'
import { ask, useAsked } from '../address/location.ts'
import { type Filter } from '../address/question.ts'
import { refreshAll, setLive, useLive } from '../api/live.ts'
import { filterName } from '../format/names.ts'
import { copy } from '../parts/copy.ts'
import { FilterMenu } from './filter-menu.tsx'
import { CompareMenu, OptionsMenu, OptionsName } from './option-menus.tsx'
import { RangeMenu } from './range-menu.tsx'

/** What the numbers of the page are about: the same on all pages. */
export function Bar({ showKeys }: { showKeys: () => void }) {
  const { question, mistakes } = useAsked()
  const isLive = useLive()
  return (
    <header className="page-bar">
      <div className="bar-row">
        <RangeMenu question={question} />
        <CompareMenu question={question} />
        <Suspense fallback={<OptionsName question={question} />}>
          <OptionsMenu question={question} />
        </Suspense>
        <FilterMenu question={question} />
        <span className="bar-space" />
        <button type="button" className="button quiet" aria-pressed={isLive} onClick={() => setLive(!isLive)}>
          <span className={isLive ? 'dot on' : 'dot'} aria-hidden="true" /> Live
        </button>
        <Action name="Ask again (U)" sign="M13 3v4H9M13 7A5.5 5.5 0 1 0 13.2 10" run={refreshAll} />
        <Action
          name="Copy link"
          sign="M7 9.5a3 3 0 0 0 4.2 0l2.2-2.2a3 3 0 0 0-4.2-4.2l-.8.8M9 6.5a3 3 0 0 0-4.2 0L2.6 8.7a3 3 0 0 0 4.2 4.2l.8-.8"
          run={copyLink}
        />
        <Action
          name="Keys (?)"
          sign="M5.5 6a2.5 2.5 0 1 1 3.6 2.2C8.3 8.700 8 9.100 8 10M8 12.800v.2"
          run={showKeys}
        />
      </div>
      {question.filters.length > 0 && <Chips filters={question.filters} />}
      {mistakes.map(mistake => (
        <p key={mistake} className="mistake" role="status">
          {mistake}
        </p>
      ))}
    </header>
  )
}

/** `sign` is the path of a picture of 16 by 16. */
const Action = ({ name, sign, run }: { name: string; sign: string; run: () => void }) => (
  <button type="button" className="button quiet" onClick={run} aria-label={name} title={name}>
    <svg className="sign" viewBox="0 0 16 16" aria-hidden="true">
      <path d={sign} />
    </svg>
  </button>
)

const copyLink = () =>
  copy(window.location.href, 'Copied: the link opens the same numbers for everybody who may see them.')

const Chips = ({ filters }: { filters: Filter[] }) => (
  <ul className="chips" aria-label="Filters">
    {filters.map((filter, index) => (
      <li key={writeFilter(filter)} className="chip">
        {filterName(filter)}
        <button
          type="button"
          aria-label={`Remove: ${filterName(filter)}`}
          onClick={() => ask({ filters: filters.filter((_, other) => other !== index) })}
        >
          ✕
        </button>
      </li>
    ))}
  </ul>
)
