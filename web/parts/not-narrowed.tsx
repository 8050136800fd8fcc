import { type Filter, type Question } from '../address/question.ts'
import { filterName } from '../format/names.ts'

/** Says which filters of the page a list cannot take, so that nobody takes its rows for those that the numbers count. */
export function NotNarrowed({ left, question }: { left: Filter[]; question: Question }) {
  const names = [...left.map(filterName), ...(question.segmentId ? ['the segment'] : [])]
  if (!names.length) return null
  return (
    <p className="note warning">
      This list cannot be narrowed by {names.join(', ')}: it has more than the numbers count.
    </p>
  )
}
