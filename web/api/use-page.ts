import { useCallback, useEffect, useRef, useState } from 'react'
import { type AnyVariables, type CombinedError, type RequestPolicy, useClient } from 'urql'
import { cutTo } from './cut.ts'
import { type FailedField, type Failure, failuresOf } from './failure.ts'
import { type Operation, textOf } from './operation.ts'

/** The answers to the one request of a page. Each card takes its own, and fails, waits and is asked again alone. */
export interface PageAnswer<Data> {
  /** By response key. A key is absent until its first answer, and null after a failure. */
  data: Partial<Data>
  failureOf(fields: readonly string[]): Failure | undefined
  /** Whether a newer answer is on its way; `data` still has the one before. */
  isWaiting(fields: readonly string[]): boolean
  /** Asks these again, without the rest of the page. */
  retry(fields: readonly string[]): void
  refresh(): void
  /** Ends the request under way. */
  cancel(): void
  /** What was asked, for the clipboard and the explorer. */
  text: string
  variables: AnyVariables
}

interface Loaded<Data> {
  data: Partial<Data>
  failures: FailedField[]
  /** The response keys under way; `all` for the whole page. */
  waiting: readonly string[] | 'all'
}

interface Result {
  data?: unknown
  error?: CombinedError | undefined
  stale: boolean
}

/**
 * Asks the operation of a page. While an answer to other variables is on its way, the former one stays, so that the page does
 * not jump. `variables` are compared by content.
 */
export function usePage<Data, Variables extends AnyVariables>(
  operation: Operation<Data, Variables>,
  variables: Variables,
): PageAnswer<Data> {
  const client = useClient()
  const text = textOf(operation as Operation<never, never>)
  const key = JSON.stringify(variables)
  const [loaded, setLoaded] = useState<Loaded<Data>>({ data: {}, failures: [], waiting: 'all' })
  const stop = useRef<() => void>(() => undefined)

  const run = useCallback(
    (fields: readonly string[] | 'all', requestPolicy: RequestPolicy) => {
      stop.current()
      setLoaded(before => ({ ...before, waiting: fields }))
      const asked = fields === 'all' ? text : cutTo(text, fields)
      const { unsubscribe } = client
        .query(asked, JSON.parse(key), { requestPolicy })
        .subscribe(result => setLoaded(before => merged(before, fields, result)))
      stop.current = unsubscribe
    },
    [client, text, key],
  )
  useEffect(() => {
    run('all', 'cache-and-network')
    return () => stop.current()
  }, [run])

  const { data, failures, waiting } = loaded
  return {
    data,
    failureOf: fields => failures.find(({ field }) => field === undefined || fields.includes(field))?.failure,
    isWaiting: fields => waiting === 'all' || fields.some(field => waiting.includes(field)),
    retry: fields => run(fields, 'network-only'),
    refresh: () => run('all', 'network-only'),
    cancel: () => {
      stop.current()
      setLoaded(cancelled)
    },
    text,
    variables,
  }
}

/** The page after an answer: of a part, only its fields are others. */
function merged<Data>(before: Loaded<Data>, fields: readonly string[] | 'all', result: Result): Loaded<Data> {
  const failures = failuresOf(result.error).map(failed => failed)
  const waiting = result.stale ? fields : []
  const answered = (result.data ?? {}) as Partial<Data>
  if (fields === 'all') return { data: answered, failures, waiting }
  const others = before.failures.flatMap(({ field, failure }) =>
    field === undefined
      ? Object.keys(before.data).map(each => ({ field: each, failure }))
      : [{ field, failure }],
  )
  return {
    data: { ...before.data, ...answered },
    failures: [
      ...others.filter(({ field }) => !fields.includes(field)),
      ...failures.flatMap(each =>
        each.field === undefined ? fields.map(field => ({ ...each, field })) : [each],
      ),
    ],
    waiting,
  }
}

const stopped: Failure = { code: 'CANCELLED', message: 'You stopped this question.' }

const cancelled = <Data>({ data, failures }: Loaded<Data>): Loaded<Data> => ({
  data,
  failures: Object.keys(data).length ? failures : [{ field: undefined, failure: stopped }],
  waiting: [],
})
