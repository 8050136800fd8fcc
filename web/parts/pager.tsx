import { setOwn, useAsked } from '../address/location.ts'

interface PagerProps {
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
  totalCount: number
  /** What is counted, such as `users`. */
  of: string
}

/** Leads through a list page by page. The place is in the address; the browser's back button leads back. */
export function Pager({ pageInfo: { hasNextPage, endCursor }, totalCount, of }: PagerProps) {
  const { own } = useAsked()
  return (
    <p className="pager">
      <span>
        <b data-count>{totalCount.toLocaleString('en')}</b> {of}
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
