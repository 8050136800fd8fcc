import { useQuery } from 'urql'
import { ask } from '../address/location.ts'
import { type Question } from '../address/question.ts'
import { FilterForm } from '../parts/filter-form.tsx'
import { Menu } from '../parts/menu.tsx'
import { Segments } from './segments.graphql.ts'

/** Adds a filter, or limits the page to a saved segment. */
export const FilterMenu = ({ question }: { question: Question }) => (
  <Menu
    id="filter-button"
    label={question.segmentId ? 'Segment · Filter' : 'Filter'}
    name="Filter and segment"
  >
    {close => (
      <>
        <FilterForm
          add={filter => {
            ask({ filters: [...question.filters, filter] })
            close()
          }}
        />
        <SegmentField segmentId={question.segmentId} />
      </>
    )}
  </Menu>
)

function SegmentField({ segmentId }: { segmentId: string | undefined }) {
  const [{ data }] = useQuery({ query: Segments })
  const segments = data?.segments?.nodes ?? []
  return (
    <div className="menu-form">
      <label>
        Segment
        <select
          value={segmentId ?? ''}
          onChange={({ target }) => ask({ segmentId: target.value || undefined })}
        >
          <option value="">All users</option>
          {segmentId && !segments.some(({ id }) => id === segmentId) && (
            <option value={segmentId}>{segmentId}</option>
          )}
          {segments.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}
