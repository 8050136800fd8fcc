import './sql.css'
import { useQuery } from 'urql'
import { SavedList } from '../../parts/saved/saved-list.tsx'
import { useViewer } from '../../session/viewer.tsx'
import { SavedSql } from './sql.graphql.ts'
import { Workbench } from './workbench.tsx'

/** SQL over the rows of the project, and what is saved of it. Only for administrators, and not by keys. */
export default function Sql({ id }: { id?: string }) {
  const { viewer } = useViewer()
  const isAllowed = viewer.roles.includes('ADMIN') && viewer.proof === 'TOKEN'
  return isAllowed ? (
    <Queries id={id} />
  ) : (
    <>
      <h1 className="page-title">What do the rows say?</h1>
      <p className="card">
        SQL is for the accounts and tokens of administrators: keys, and other roles, cannot run it. Ask an
        administrator, or look under Explore, which answers most questions without SQL.
      </p>
    </>
  )
}

function Queries({ id }: { id: string | undefined }) {
  const [{ data, error, fetching }, again] = useQuery({
    query: SavedSql,
    variables: {},
    requestPolicy: 'cache-and-network',
  })
  const list = data?.savedQueries?.nodes ?? []
  const saved = list.find(each => each.id === id)
  const refetch = () => again({ requestPolicy: 'network-only' })
  const isKnown = id === undefined || data !== undefined || error !== undefined
  return (
    <>
      <h1 className="page-title">
        {saved ? `${saved.name}: what do the rows say?` : 'What do the rows say?'}
      </h1>
      {saved?.description && <p className="hint">{saved.description}</p>}
      {id && !saved && data && !fetching && (
        <p className="mistake">There is no saved query with the id {id}. It may have been deleted.</p>
      )}
      {isKnown ? (
        <Workbench key={saved?.id ?? 'new'} saved={saved} refetch={refetch} />
      ) : (
        <div className="skeleton" aria-hidden="true" />
      )}
      <SavedList
        title="Saved queries"
        path="/sql"
        items={list}
        current={id}
        error={error}
        isWaiting={fetching && !data}
        retry={refetch}
        empty="None yet. Write one above and save it: all administrators see it here, and dashboards can show it."
      />
    </>
  )
}
