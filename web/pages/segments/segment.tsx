import { useQuery } from 'urql'
import { hrefOf, open, setOwn, useAsked } from '../../address/location.ts'
import { failuresOf } from '../../api/failure.ts'
import { type Refusal, useChange } from '../../api/use-change.ts'
import { FailureNote } from '../../parts/failure-note.tsx'
import { Link } from '../../parts/link.tsx'
import { SavedBar } from '../../parts/saved/saved-bar.tsx'
import { type Condition, isComplete, readCondition, startOf, writeCondition } from './condition.ts'
import { ConditionField } from './condition-field.tsx'
import { History } from './history.tsx'
import { Preview } from './preview.tsx'
import {
  CreateSegment,
  DeleteSegment,
  OneSegment,
  type OneSegmentQuery,
  UpdateSegment,
} from './segments.graphql.ts'

/** Builds a segment and shows its users; `new` is one that is not saved. */
export function SegmentPage({ id }: { id: string }) {
  const isNew = id === 'new'
  const [{ data, error, fetching }, again] = useQuery({
    query: OneSegment,
    variables: { id },
    pause: isNew,
    requestPolicy: 'cache-and-network',
  })
  const [failed] = failuresOf(error)
  const refetch = () => again({ requestPolicy: 'network-only' })
  if (failed) return <FailureNote failure={failed.failure} retry={refetch} />
  if (!isNew && !data && fetching) return <div className="skeleton" aria-busy="true" />
  if (!isNew && !data?.segment) return <Missing id={id} />
  return <Open key={id} saved={isNew ? undefined : data!.segment!} refetch={refetch} />
}

function Missing({ id }: { id: string }) {
  const { question } = useAsked()
  return (
    <div className="card">
      <h1>There is no segment with the id {id}</h1>
      <p>
        It may have been deleted. <Link href={hrefOf('/segments', question)}>All segments</Link>
      </p>
    </div>
  )
}

type Saved = NonNullable<OneSegmentQuery['segment']>

const start: Condition = { and: [startOf('trait')] }

function Open({ saved, refetch }: { saved: Saved | undefined; refetch: () => void }) {
  const { own, question } = useAsked()
  const edited = readCondition(own.condition)
  const savedCondition = saved?.condition as Condition | undefined
  const condition = edited ?? savedCondition ?? start
  const actions = useActions(condition, saved, refetch)
  const isChanged =
    edited !== undefined && (!savedCondition || writeCondition(edited) !== writeCondition(savedCondition))
  return (
    <>
      <h1 className="page-title">{saved ? `Who is in “${saved.name}”?` : 'Who is in the new segment?'}</h1>
      {saved?.description && <p className="hint">{saved.description}</p>}
      <section className="card wide" aria-label="Condition">
        <ConditionField
          label="Condition"
          condition={condition}
          depth={0}
          onChange={next => setOwn({ condition: writeCondition(next) }, { replace: true })}
        />
        <SavedBar
          kind="segment"
          open={saved}
          isComplete={isComplete(condition)}
          isChanged={isChanged}
          {...actions}
        />
        {saved && (
          <p>
            <Link href={hrefOf('/', { ...question, segmentId: saved.id })}>
              Show the overview of these users
            </Link>
          </p>
        )}
      </section>
      {isComplete(condition) ? (
        <Preview condition={condition} savedId={isChanged ? undefined : saved?.id} />
      ) : (
        <p className="hint">The size appears here once every condition is complete.</p>
      )}
      {saved && <History id={saved.id} />}
    </>
  )
}

interface Named {
  name: string
  description: string | null
}

function useActions(condition: Condition, saved: Saved | undefined, refetch: () => void) {
  const { question } = useAsked()
  const change = useChange()
  const sent = () => JSON.parse(writeCondition(condition))
  return {
    create: async (named: Named): Promise<Refusal[]> => {
      const done = await change(CreateSegment, { input: { ...named, condition: sent() } })
      if (done.saved) open(hrefOf(`/segments/${done.saved.id}`, question))
      return done.refusals
    },
    update: async (named: Named): Promise<Refusal[]> => {
      const { id, version: expectedVersion } = saved!
      const done = await change(UpdateSegment, {
        input: { ...named, id, expectedVersion, condition: sent() },
      })
      if (done.saved) {
        refetch()
        open(hrefOf(`/segments/${id}`, question))
      }
      return done.refusals
    },
    remove: async (): Promise<Refusal[]> => {
      const { refusals } = await change(DeleteSegment, { input: { id: saved!.id } })
      if (!refusals.length) open(hrefOf('/segments', question))
      return refusals
    },
  }
}
