import { useCallback, useEffect, useRef, useState } from 'react'
import { type AnyVariables } from 'urql'
import { freshToken } from '../session/tokens.ts'
import { type Failure } from './failure.ts'
import { type Operation, textOf } from './operation.ts'
import { answersOf, type StreamedAnswer } from './stream.ts'
import { type PageAnswer } from './use-page.ts'

interface Streamed<Data> {
  data: Partial<Data>
  failure: Failure | undefined
  isWaiting: boolean
}

const pauseMs = 3_000

/** Answers that no second attempt would change. */
const finalCodes = new Set(['BAD_USER_INPUT', 'FORBIDDEN', 'UNAUTHENTICATED', 'GRAPHQL_VALIDATION_FAILED'])

/**
 * The latest answer of a subscription, for cards as if it were a page's. A stream that ends, after an hour or with a process, is
 * opened again; the answer before stays meanwhile.
 */
export function useStream<Data, Variables extends AnyVariables>(
  operation: Operation<Data, Variables>,
  variables: Variables,
): PageAnswer<Data> {
  const text = textOf(operation as Operation<never, never>)
  const key = JSON.stringify(variables)
  const [{ data, failure, isWaiting }, set] = useState<Streamed<Data>>(starting)
  const stop = useRef<AbortController>(new AbortController())
  const run = useCallback(() => {
    stop.current.abort()
    const controller = new AbortController()
    stop.current = controller
    set(({ data }) => ({ data, failure: undefined, isWaiting: true }))
    follow(text, JSON.parse(key), controller.signal, answer => set(before => next(before, answer)))
  }, [text, key])
  useEffect(() => {
    run()
    return () => stop.current.abort()
  }, [run])
  return {
    data,
    failureOf: () => failure,
    isWaiting: () => isWaiting,
    retry: run,
    refresh: run,
    cancel: () => {
      stop.current.abort()
      set(({ data }) => ({ data, failure: stopped, isWaiting: false }))
    },
    text,
    variables,
  }
}

const starting = { data: {}, failure: undefined, isWaiting: true }

async function follow(
  text: string,
  variables: unknown,
  signal: AbortSignal,
  take: (answer: StreamedAnswer) => void,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const headers = { authorization: `Bearer ${await freshToken()}` }
      for await (const answer of answersOf({ query: text, variables }, headers, signal)) {
        if (signal.aborted) return
        take(answer)
        if (answer.errors?.some(({ extensions }) => finalCodes.has(String(extensions?.code)))) return
      }
    } catch {
      if (signal.aborted) return
      take({ errors: [unreachable] })
    }
    await new Promise(resolve => setTimeout(resolve, pauseMs))
  }
}

const unreachable = {
  message: 'The stream has broken off. It is opened again every few seconds.',
  extensions: { code: 'UNREACHABLE' },
}

const stopped: Failure = { code: 'CANCELLED', message: 'You stopped this stream.' }

function next<Data>(before: Streamed<Data>, { data, errors }: StreamedAnswer): Streamed<Data> {
  const [error] = errors ?? []
  if (!error) return { data: data as Partial<Data>, failure: undefined, isWaiting: false }
  const { code, requestId } = error.extensions ?? {}
  return {
    data: before.data,
    isWaiting: false,
    failure: {
      message: error.message,
      code: String(code ?? 'UNKNOWN'),
      ...(typeof requestId === 'string' && { requestId }),
    },
  }
}
