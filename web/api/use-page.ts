import { use, useCallback, useEffect, useRef, useState } from 'react'
import { type AnyVariables, type RequestPolicy, useClient } from 'urql'
import { cutTo } from './cut.ts'
import { type Failure } from './failure.ts'
import { askedAgain, cancelled, type Fields, type Loaded, merged } from './loaded.ts'
import { type Operation, textOf } from './operation.ts'
import { TrustedOnly } from './trusted-only.ts'

/** The answers to the one request of a page. Each card takes its own, and fails, waits and is asked again alone. */
export interface PageAnswer<Data> {
  /** By response key. A key is absent until its first answer, and null after a failure. */
  data: Partial<Data>
  failureOf(fields: readonly string[]): Failure | undefined
  /** Whether a newer answer to these, or to the whole page, is on its way; `data` still has the one before. */
  isWaiting(fields: readonly string[]): boolean
  /** Asks these again, without the rest of the page unless only whole operations are answered. */
  retry(fields: readonly string[]): void
  refresh(): void
  /** Ends the request under way. */
  cancel(): void
  /** What was asked, for the clipboard. */
  text: string
  variables: AnyVariables
}

/**
 * Asks the operation of a page. While an answer to other variables is on its way, the former one stays, so that the page does
 * not jump. `variables` are compared by content.
 */
export function usePage<Data, Variables extends AnyVariables>(
  operation: Operation<Data, Variables>,
  variables: Variables,
  after?: PageAnswer<object>,
): PageAnswer<Data> {
  const client = useClient()
  const isWhole = use(TrustedOnly)
  const text = textOf(operation as Operation<never, never>)
  const key = JSON.stringify(variables)
  const [loaded, setLoaded] = useState<Loaded<Data>>({ data: {}, failures: [], waiting: 'all' })
  const stop = useRef<() => void>(() => undefined)
  /** The variables that the whole page has been asked with, and those that it has been answered for. */
  const asked = useRef('')
  const answered = useRef('')
  const isHeld = after?.isWaiting([]) ?? false

  const run = useCallback(
    (fields: Fields, requestPolicy: RequestPolicy) => {
      stop.current()
      setLoaded(before => ({ ...before, waiting: fields }))
      if (fields === 'all') asked.current = key
      const part = fields === 'all' ? text : cutTo(text, fields)
      const { unsubscribe } = client.query(part, JSON.parse(key), { requestPolicy }).subscribe(result => {
        if (fields === 'all') answered.current = key
        setLoaded(before => merged(before, fields, result))
      })
      stop.current = unsubscribe
    },
    [client, text, key],
  )
  useEffect(() => {
    if (!isHeld) run('all', 'cache-and-network')
    return () => stop.current()
  }, [run, isHeld])

  const { data, failures, waiting } = loaded
  return {
    data,
    failureOf: fields => failures.find(({ field }) => field === undefined || fields.includes(field))?.failure,
    isWaiting: fields =>
      isHeld || asked.current !== key || waiting === 'all' || fields.some(field => waiting.includes(field)),
    retry: fields =>
      run(isWhole ? 'all' : askedAgain(fields, waiting, answered.current === key), 'network-only'),
    refresh: () => run('all', 'network-only'),
    cancel: () => {
      stop.current()
      setLoaded(before => cancelled(before, answered.current === key))
    },
    text,
    variables,
  }
}
