import { useQuery } from 'urql'
import { hrefOf, open, setOwn, useAsked } from '../../address/location.ts'
import { type Unit } from '../../address/question.ts'
import { type Refusal, useChange } from '../../api/use-change.ts'
import { SavedBar } from '../../parts/saved/saved-bar.tsx'
import { SavedList } from '../../parts/saved/saved-list.tsx'
import { CohortAnswers } from './answers.tsx'
import { Builder } from './builder.tsx'
import { CreateCohorts, DeleteCohorts, SavedCohortQuestions, UpdateCohorts } from './cohorts.graphql.ts'
import { type CohortsDraft, draftOf, emptyDraft, inputOf, isAsked, ownOf, readDraft } from './draft.ts'

/** Asks who returns, by the time at which users came; opens a saved question. */
export default function CohortsPage({ id }: { id?: string }) {
  const { own } = useAsked()
  const [{ data, error, fetching }, again] = useQuery({
    query: SavedCohortQuestions,
    requestPolicy: 'cache-and-network',
  })
  const list = data?.savedCohorts?.nodes ?? []
  const saved = list.find(each => each.id === id)
  const savedDraft = saved && draftOf(saved.input)
  const isEdited = isAsked(own)
  const draft = isEdited ? readDraft(own) : (savedDraft ?? emptyDraft)
  const isAsSaved = saved !== undefined && !savedDraft && !isEdited
  const isThere = !id || saved || isEdited
  const refetch = () => again({ requestPolicy: 'network-only' })
  const actions = useActions(draft, saved, refetch)
  return (
    <>
      <h1 className="page-title">{saved ? `${saved.name}: who comes back?` : 'Who comes back?'}</h1>
      {saved?.description && <p className="hint">{saved.description}</p>}
      {id && !saved && data && <p className="mistake">There is no saved question with the id {id}.</p>}
      <section className="card wide" aria-label="Cohorts">
        {isAsSaved ? (
          <p className="hint">
            This question has parts that cannot be edited here. It is answered as it was saved.
          </p>
        ) : (
          <Builder draft={draft} onChange={next => edit(own, next)} />
        )}
        <SavedBar
          kind="cohort question"
          open={saved}
          isComplete={!isAsSaved}
          isChanged={isEdited && !isSame(draft, savedDraft)}
          {...actions}
        />
      </section>
      {isThere && (
        <CohortAnswers
          asked={isAsSaved ? { id: saved.id } : { input: inputOf(draft) }}
          interval={isAsSaved ? ((saved.input.interval ?? 'WEEK') as Unit) : draft.interval}
        />
      )}
      <SavedList
        title="Saved cohort questions"
        path="/cohorts"
        items={list}
        current={id}
        error={error}
        isWaiting={fetching && !data}
        retry={refetch}
        empty="None yet. Save a question above: everybody in the project sees it here."
      />
    </>
  )
}

/** The whole draft is written, so that an edited question that has become the usual one differs from a saved one. */
function edit(own: Record<string, string>, next: CohortsDraft): void {
  const cleared = Object.fromEntries(
    Object.keys(own)
      .filter(key => key !== 'show')
      .map(key => [key, undefined]),
  )
  setOwn({ ...cleared, ...ownOf(next), periods: String(next.periods) })
}

const isSame = (one: CohortsDraft, other: CohortsDraft | undefined) =>
  other !== undefined && JSON.stringify(ownOf(one)) === JSON.stringify(ownOf(other))

interface Named {
  name: string
  description: string | null
}

function useActions(
  draft: CohortsDraft,
  saved: { id: string; version: number } | undefined,
  refetch: () => void,
) {
  const { question } = useAsked()
  const change = useChange()
  const show = (path: string) => {
    refetch()
    open(hrefOf(path, question))
  }
  return {
    create: async (named: Named): Promise<Refusal[]> => {
      const done = await change(CreateCohorts, { input: { ...named, cohorts: inputOf(draft) } })
      if (done.saved) show(`/cohorts/${done.saved.id}`)
      return done.refusals
    },
    update: async (named: Named): Promise<Refusal[]> => {
      const { id, version: expectedVersion } = saved!
      const input = { ...named, id, expectedVersion, cohorts: inputOf(draft) }
      const done = await change(UpdateCohorts, { input })
      if (done.saved) show(`/cohorts/${id}`)
      return done.refusals
    },
    remove: async (): Promise<Refusal[]> => {
      const { refusals } = await change(DeleteCohorts, { input: { id: saved!.id } })
      if (!refusals.length) show('/cohorts')
      return refusals
    },
  }
}
