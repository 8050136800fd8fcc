import { type ListedKind, listedKinds, narrowed } from '../../address/list-filters.ts'
import { useAsked, useChoice } from '../../address/location.ts'
import { variablesOf } from '../../address/variables.ts'
import { useRefresh } from '../../api/live.ts'
import { usePage } from '../../api/use-page.ts'
import { wordsOf } from '../../format/names.ts'
import { Card } from '../../parts/card.tsx'
import { MoreRows, useRows } from '../../parts/more-rows.tsx'
import { NotNarrowed } from '../../parts/not-narrowed.tsx'
import { EventTable } from './event-table.tsx'
import { ListedEvents, type ListedEventsQueryVariables } from './events.graphql.ts'
import { rowsOf } from './rows.ts'

const inputNames: Record<ListedKind, string> = {
  event: 'events',
  message: 'messages',
  'ai-call': 'aiCalls',
  'api-call': 'apiCalls',
}

const names: Record<ListedKind, string> = {
  event: 'events',
  message: 'messages',
  'ai-call': 'model calls',
  'api-call': 'requests',
}

/** Single events, messages, model calls or requests: what the numbers of other pages are made of. */
export default function Events() {
  const { question } = useAsked()
  const [kind] = useChoice('kind', listedKinds)
  const first = useRows()
  const { range, timeZone, weekStart } = variablesOf(question)
  const { filter, left } = narrowed(kind, question)
  // The fields are those that the list of this kind takes.
  const asked: object = { list: { [inputNames[kind]]: { first, filter } } }
  const page = usePage(ListedEvents, {
    question: asked as ListedEventsQueryVariables['question'],
    range,
    timeZone,
    weekStart,
  })
  useRefresh(page.refresh)
  return (
    <>
      <h1 className="page-title">What happened, one by one?</h1>
      <Card
        title={wordsOf(names[kind])}
        page={page}
        fields={['ask']}
        className="wide"
        aside={<Kind kind={kind} />}
      >
        {({ ask }) => {
          const list = rowsOf(ask)
          return (
            <>
              <NotNarrowed left={left} question={question} />
              <EventTable rows={list.rows} question={question} />
              <MoreRows shown={list.rows.length} totalCount={list.totalCount} of={names[kind]} />
            </>
          )
        }}
      </Card>
    </>
  )
}

function Kind({ kind }: { kind: ListedKind }) {
  const [, choose] = useChoice('kind', listedKinds)
  return (
    <select
      className="narrow"
      aria-label="What is listed"
      value={kind}
      onChange={({ target }) => choose(listedKinds.find(each => each === target.value) ?? 'event')}
    >
      {listedKinds.map(each => (
        <option key={each} value={each}>
          {each === 'event' ? 'events of every kind' : names[each]}
        </option>
      ))}
    </select>
  )
}
