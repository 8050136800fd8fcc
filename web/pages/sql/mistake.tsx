import { adviceOf } from '../../api/failure.ts'
import { markedLine, type Place } from './place.ts'
import { type SqlFailure } from './use-run.ts'

interface MistakeProps {
  /** The SQL that was run. */
  sql: string
  failure: SqlFailure
  /** Selects the place in the editor; absent if the SQL there is another one by now. */
  show: ((place: Place) => void) | undefined
}

/** Why SQL was not answered, with the place of the error. */
export function Mistake({ sql, failure, show }: MistakeProps) {
  const { message, code, requestId, place } = failure
  return (
    <div className="failure" role="alert">
      <p>
        {message} {adviceOf(failure)}
      </p>
      {place && <Marked sql={sql} place={place} />}
      <p className="failure-foot">
        {place && show && (
          <button type="button" className="button" onClick={() => show(place)}>
            Go there
          </button>
        )}
        <code>{code}</code>
        {requestId && <small>Request {requestId}</small>}
      </p>
    </div>
  )
}

function Marked({ sql, place }: { sql: string; place: Place }) {
  const { before, marked, after } = markedLine(sql, place)
  return (
    <>
      <small>
        Line {place.line}, column {place.column}
      </small>
      <pre className="sql-line">
        {before}
        <mark>{marked}</mark>
        {after}
      </pre>
    </>
  )
}
