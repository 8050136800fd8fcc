import { setOwn, useAsked } from '../address/location.ts'
import { exact } from '../format/numbers.ts'

interface PagerProps {
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
  totalCount: number
  /** What is counted, such as `user`. */
  of: string
}

/** Leads through a list page by page. The place is in the address; the browser's back button leads back. */
export function Pager({ pageInfo: { hasNextPage, endCursor }, totalCount, of }: PagerProps) {
  const { own } = useAsked()
  return (
    <p className="pager">
      <span>
        <b data-count>{exact(totalCount)}</b> {totalCount === 1 ? of : `${of}s`}
      </span>
      {own.after !== undefined && (
        <button type="button" className="button" onClick={() => setOwn({ after: undefined })}>
          First page
        </button>
      )}
      {hasNextPage && endCursor && (
        <button type="button" className="button" onClick={() => setOwn({ after: endCursor })}>
          Next page
        </button>
      )}
    </p>
  )
}
