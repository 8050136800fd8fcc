import { requestTimeout } from '../errors.ts'
import { type RequestScope } from './request-scope.ts'

/**
 * Gives a question its signal, which cancels its statements in both engines when the client disconnects or when the time
 * is up. Results so far stay in the answer.
 * @returns stops the clock
 */
export function limitTime(scope: RequestScope, mostMs: number): () => void {
  const timeUp = new AbortController()
  const timer = setTimeout(() => timeUp.abort(requestTimeout()), mostMs)
  scope.signal = AbortSignal.any([scope.gone, timeUp.signal])
  return () => clearTimeout(timer)
}
