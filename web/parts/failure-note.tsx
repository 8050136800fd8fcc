import { useEffect, useState } from 'react'
import { adviceOf, type Failure } from '../api/failure.ts'

/** Why there are no numbers, and what to do. */
export function FailureNote({ failure, retry }: { failure: Failure; retry: () => void }) {
  const left = useSecondsLeft(failure.retryAfterMs ?? 0)
  const advice = adviceOf(failure)
  return (
    <div className="failure" role="alert">
      <p>
        {failure.message} {advice}
      </p>
      <p className="failure-foot">
        <button type="button" className="button" onClick={retry} disabled={left > 0}>
          {left > 0 ? `Try again in ${left} s` : 'Try again'}
        </button>
        <code>{failure.code}</code>
        {failure.requestId && <small>Request {failure.requestId}</small>}
      </p>
    </div>
  )
}

/** The whole seconds until a time that is this far away. */
function useSecondsLeft(ms: number): number {
  const [left, setLeft] = useState(Math.ceil(ms / 1_000))
  useEffect(() => {
    const end = Date.now() + ms
    const tick = () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1_000)))
    tick()
    const timer = setInterval(tick, 1_000)
    return () => clearInterval(timer)
  }, [ms])
  return left
}
