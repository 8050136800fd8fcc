import './catalogue.css'
import { type FormEvent } from 'react'
import { hrefOf, setOwn, useAsked } from '../../address/location.ts'
import { type Filter, type Question, type Subject } from '../../address/question.ts'
import { variablesOf } from '../../address/variables.ts'
import { useRefresh } from '../../api/live.ts'
import { usePage } from '../../api/use-page.ts'
import { partsOf, Ranking } from '../../charts/ranking.tsx'
import { wordsOf } from '../../format/names.ts'
import { exact, rate } from '../../format/numbers.ts'
import { Card } from '../../parts/card.tsx'
import { Link } from '../../parts/link.tsx'
import { Scroll } from '../../parts/scroll.tsx'
import { Catalogue as CatalogueOperation, type CatalogueQuery } from './catalogue.graphql.ts'

type Catalog = NonNullable<CatalogueQuery['catalog']>

/** What has been sent: the names of events, and the keys of properties and traits with their values. */
export default function Catalogue() {
  const { question, own } = useAsked()
  const { range, timeZone, weekStart, segmentId, filter } = variablesOf(question)
  const narrowed = { search: own.search ?? null, event: own.event ?? null }
  const page = usePage(CatalogueOperation, { range, timeZone, weekStart, segmentId, filter, ...narrowed })
  useRefresh(page.refresh)
  return (
    <>
      <h1 className="page-title">What is sent?</h1>
      <Search search={own.search ?? ''} key={own.search ?? ''} />
      <Card title="Events" page={page} fields={['catalog']} className="wide">
        {({ catalog }) => <Events events={catalog.events} question={question} own={own} />}
      </Card>
      <div className="cards">
        <Card
          title={own.event === undefined ? 'Properties of events' : `Properties of “${own.event}”`}
          page={page}
          fields={['catalog']}
          aside={
            own.event !== undefined && (
              <button type="button" className="button" onClick={() => setOwn({ event: undefined })}>
                Of all events
              </button>
            )
          }
        >
          {({ catalog }) => (
            <Keys
              keys={catalog.properties.map(({ path, ...more }) => ({ key: path, ...more }))}
              kind="property"
              question={question}
              empty="No event has properties. Send some with an event to break numbers down by them."
            />
          )}
        </Card>
        <Card title="Traits of users" page={page} fields={['catalog']}>
          {({ catalog }) => (
            <Keys
              keys={catalog.traits}
              kind="trait"
              question={question}
              empty="No user has traits. Send some with identify to break numbers down by them."
            />
          )}
        </Card>
      </div>
    </>
  )
}

function Search({ search }: { search: string }) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setOwn({ search: String(new FormData(event.currentTarget).get('search')).trim() || undefined })
  }
  return (
    <search>
      <form className="bar-row catalogue-search" onSubmit={submit}>
        <input
          name="search"
          type="search"
          aria-label="Search names and keys"
          placeholder="Name or key"
          defaultValue={search}
        />
        <button type="submit" className="button">
          Search
        </button>
      </form>
    </search>
  )
}

interface EventsProps {
  events: Catalog['events']
  question: Question
  own: Record<string, string>
}

function Events({ events, question, own }: EventsProps) {
  const parts = partsOf(events.map(({ count }) => count))
  return (
    <Ranking
      label="Events"
      of="Event"
      columns={[
        { name: 'Count', format: exact },
        { name: 'Users', format: exact },
      ]}
      rows={events.map(({ name, eventKind, count, users }, index) => ({
        key: `${eventKind} ${name}`,
        name: eventKind === 'CUSTOM' ? name : `${name} (${wordsOf(eventKind).toLowerCase()})`,
        href: hrefOf('/catalogue', question, { ...own, event: name }),
        part: parts[index]!,
        values: [count, users],
      }))}
      empty="No event of the range has such a name."
    />
  )
}

interface KeysProps {
  keys: Pick<Catalog['traits'][number], 'key' | 'share' | 'types' | 'topValues'>[]
  kind: 'property' | 'trait'
  question: Question
  empty: string
}

/** A key opens as a breakdown, a value as a filter. */
function Keys({ keys, kind, question, empty }: KeysProps) {
  if (!keys.length) return <p className="empty">{empty}</p>
  return (
    <Scroll label={kind === 'property' ? 'Properties' : 'Traits'}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Key</th>
            <th scope="col" className="number">
              Has it
            </th>
            <th scope="col">Most frequent values</th>
          </tr>
        </thead>
        <tbody>
          {keys.map(({ key, share, types, topValues }) => (
            <tr key={key}>
              <th scope="row" title={types.map(type => wordsOf(type)).join(', ')}>
                <Link
                  href={hrefOf('/explore', question, {
                    metrics: 'events',
                    by: `${kind}.${key}`,
                    show: 'table',
                  })}
                >
                  {key}
                </Link>
              </th>
              <td className="number">{rate(share)}</td>
              <td className="catalogue-values">
                {topValues.slice(0, 5).map(({ value, count }) => (
                  <Link key={value} href={hrefOf('/explore', withValue(question, { kind, key }, value))}>
                    {value || '(empty)'} <small>{exact(count)}</small>
                  </Link>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

const withValue = (question: Question, subject: Subject, value: string): Question => ({
  ...question,
  filters: [...question.filters, { subject, operator: 'IS', values: [value] } satisfies Filter],
})
