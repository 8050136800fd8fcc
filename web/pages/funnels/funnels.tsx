import { useQuery } from 'urql'
import { hrefOf, open, setOwn, useAsked } from '../../address/location.ts'
import { variablesOf } from '../../address/variables.ts'
import { useChange } from '../../api/use-change.ts'
import { SavedBar } from '../../parts/saved/saved-bar.tsx'
import { SavedList } from '../../parts/saved/saved-list.tsx'
import { FunnelAnswers } from './answers.tsx'
import { Builder } from './builder.tsx'
import { draftOf, emptyDraft, type FunnelDraft, inputOf, isComplete, ownOf, readDraft } from './draft.ts'
import { CreateFunnel, DeleteFunnel, SavedFunnels, UpdateFunnel } from './funnels.graphql.ts'

/** Builds a funnel or opens a saved one, and shows where users stop. */
export default function Funnels({ id }: { id?: string }) {
  const { question, own } = useAsked()
  const [{ data, error, fetching }, again] = useQuery({
    query: SavedFunnels,
    variables: {},
    requestPolicy: 'cache-and-network',
  })
  const list = data?.savedFunnels?.nodes ?? []
  const saved = list.find(each => each.id === id)
  const savedDraft = saved && draftOf(saved.input)
  const draft = readDraft(own) ?? savedDraft ?? emptyDraft
  // Parts that the builder cannot show are answered as they were saved.
  const isAsSaved = saved !== undefined && !savedDraft && !readDraft(own)
  const asked = isAsSaved ? { id: saved.id } : isComplete(draft) ? { input: inputOf(draft) } : undefined
  const isChanged = readDraft(own) !== undefined && !isSame(draft, savedDraft)
  const edit = (next: FunnelDraft) =>
    setOwn({ ...Object.fromEntries(Object.keys(own).map(key => [key, undefined])), ...ownOf(next) })
  const refetch = () => again({ requestPolicy: 'network-only' })
  const actions = useActions(draft, saved, refetch)
  return (
    <>
      <h1 className="page-title">{saved ? `${saved.name}: where do users stop?` : 'Where do users stop?'}</h1>
      {saved?.description && <p className="hint">{saved.description}</p>}
      {id && !saved && data && <p className="mistake">There is no saved funnel with the id {id}.</p>}
      <section className="card wide" aria-label="Steps of the funnel">
        {isAsSaved ? (
          <p className="hint">
            This funnel has parts that cannot be edited here. It is answered as it was saved.
          </p>
        ) : (
          <Builder draft={draft} onChange={edit} />
        )}
        <SavedBar
          kind="funnel"
          open={saved}
          isComplete={!isAsSaved && isComplete(draft)}
          isChanged={isChanged}
          {...actions}
        />
      </section>
      {asked && (
        <FunnelAnswers
          asked={asked}
          draft={isAsSaved ? undefined : draft}
          isBrokenDown={Boolean(isAsSaved ? saved.input.breakdown : draft.by)}
          variables={variablesOf(question)}
        />
      )}
      <SavedList
        title="Saved funnels"
        path="/funnels"
        items={list}
        current={id}
        error={error}
        isWaiting={fetching && !data}
        retry={refetch}
        empty="None yet. Build one above and save it: everybody in the project sees it here."
      />
    </>
  )
}

const isSame = (one: FunnelDraft, other: FunnelDraft | undefined) =>
  other !== undefined && JSON.stringify(ownOf(one)) === JSON.stringify(ownOf(other))

function useActions(
  draft: FunnelDraft,
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
    create: async (named: { name: string; description: string | null }) => {
      const done = await change(CreateFunnel, { input: { ...named, funnel: inputOf(draft) } })
      if (done.saved) show(`/funnels/${done.saved.id}`)
      return done.refusals
    },
    update: async (named: { name: string; description: string | null }) => {
      const { id, version: expectedVersion } = saved!
      const input = { ...named, id, expectedVersion, funnel: inputOf(draft) }
      const done = await change(UpdateFunnel, { input })
      if (done.saved) show(`/funnels/${id}`)
      return done.refusals
    },
    remove: async () => {
      const { refusals } = await change(DeleteFunnel, { input: { id: saved!.id } })
      if (!refusals.length) show('/funnels')
      return refusals
    },
  }
}
