import { bodyOf } from './batch.ts'
import { type Clock } from './clock.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import { type Item } from './store.ts'

interface Address {
  url: string
  key: string | (() => string | Promise<string>)
  requestTimeoutMs: number
}

/** Sends one batch. `keepalive` lets the request outlive its page. */
export type Send = (batch: Item[], keepalive?: 'keepalive') => Promise<Outcome>

/** Sends batches to the service by `fetch`. */
export function transport({ url, key, requestTimeoutMs }: Address, clock: Clock): Send {
  const endpoint = `${url.replace(/\/+$/, '')}/graphql`
  return async (batch, keepalive) => {
    const timeout = new AbortController()
    const cancel = clock.after(requestTimeoutMs, () => timeout.abort())
    try {
      // A key that never comes must not keep the queue, and the lock of all pages.
      const token = typeof key === 'function' ? await Promise.race([key(), abortOf(timeout.signal)]) : key
      const response = await fetch(endpoint, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${token}`,
        },
        body: bodyOf(batch, new Date(clock.now()).toISOString()),
        keepalive: keepalive !== undefined,
        signal: timeout.signal,
      })
      const { status } = response
      const retryAfter = response.headers.get('retry-after')
      const outcome = outcomeOf(batch, { status, body: await response.text(), retryAfter }, clock.now())
      // A token may have run out: the next attempt gets another one.
      if (outcome.is === 'barred' && status === 401 && typeof key === 'function')
        return { ...outcome, is: 'failed' }
      return outcome
    } catch (error) {
      return { is: 'failed', reason: `No answer: ${String(error)}` }
    } finally {
      cancel()
    }
  }
}

/** Rejects when the signal is aborted. */
const abortOf = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.onabort = () => reject(signal.reason)
  })
