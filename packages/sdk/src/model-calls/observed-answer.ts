import { type AnswerReader } from './answers/answer-reader.ts'
import { type ModelCall } from './model-call.ts'
import { quietly } from './quietly.ts'

/** The promise that the clients of OpenAI and Anthropic give. It parses the response once it is asked for. */
interface ApiPromise {
  /** Behind `then`, `catch`, `finally` and `withResponse`. */
  parse(): Promise<unknown>
  asResponse(): Promise<unknown>
  /** Behind helpers of the clients, which change the answer. */
  _thenUnwrap(change: Change): unknown
}

type Change = (answer: unknown, ...context: unknown[]) => unknown

/** The streams of both clients, whose iterator is made when the caller begins to read. */
interface ApiStream {
  iterator(): AsyncIterator<unknown>
  controller: AbortController
}

/**
 * Records how a promise of a client ends, and gives it back. The promise is new and the caller's alone, and is changed in
 * place, so that its class and its other methods are as before. A promise that nobody waits for is left alone.
 */
export function observedAnswer(promise: unknown, call: ModelCall, reader: AnswerReader): unknown {
  let isRead = false
  const read = (answer: unknown) => {
    if (!isRead) quietly(() => readAnswer(answer, call, reader))
    isRead = true
  }
  return observedPromise(promise, call, read)
}

function observedPromise(promise: unknown, call: ModelCall, read: (answer: unknown) => void): unknown {
  if (!isApiPromise(promise)) return promise
  const { parse, asResponse, _thenUnwrap } = promise
  const failing = (error: unknown) => {
    call.fail(error)
    throw error
  }
  const reading = (answer: unknown) => {
    read(answer)
    return answer
  }
  let parsed: Promise<unknown> | undefined
  promise.parse = () => (parsed ??= parse.call(promise).then(reading, failing))
  promise._thenUnwrap = change =>
    observedPromise(
      _thenUnwrap.call(promise, (answer, ...context) => change(reading(answer), ...context)),
      call,
      read,
    )
  promise.asResponse = async () => {
    const response = await asResponse.call(promise).catch(failing)
    // The caller reads the body alone, so that its tokens stay unknown.
    if (!parsed) call.succeed()
    return response
  }
  return promise
}

const isApiPromise = (promise: unknown): promise is ApiPromise =>
  promise instanceof Promise && ['parse', 'asResponse', '_thenUnwrap'].every(method => method in promise)

function readAnswer(answer: unknown, call: ModelCall, reader: AnswerReader): void {
  if (isApiStream(answer)) {
    const { iterator, controller } = answer
    answer.iterator = () => observedParts(iterator.call(answer), controller.signal, call, reader)
    return
  }
  if (quietly(() => reader.isUnfinished?.(answer))) return
  quietly(() => call.says(reader.whole(answer)))
  call.succeed()
}

const isApiStream = (answer: unknown): answer is ApiStream =>
  typeof answer === 'object' &&
  answer !== null &&
  'iterator' in answer &&
  typeof answer.iterator === 'function'

/** The parts of a streamed answer as the caller sees them, each as soon as it is there. Leaving the loop ends the stream. */
function observedParts(
  parts: AsyncIterator<unknown>,
  signal: AbortSignal,
  call: ModelCall,
  reader: AnswerReader,
): AsyncIterableIterator<unknown> {
  let isFinished = false
  const end = () => (isFinished ? call.succeed() : call.abort())
  const failing = (error: unknown) => {
    call.fail(error)
    throw error
  }
  const seen = (
    result: IteratorResult<unknown>,
  ): IteratorResult<unknown> | Promise<IteratorResult<unknown>> => {
    if (result.done) {
      isFinished ||= !signal.aborted
      end()
      return result
    }
    const said = quietly(() => reader.part(result.value))
    if (said) call.says(said)
    isFinished ||= said?.finishReason !== undefined
    if (!reader.shown) return result
    const shown = reader.shown(result.value)
    return shown === undefined ? next() : { value: shown, done: false }
  }
  const next = () => parts.next().then(seen, failing)
  return {
    next,
    return: async value => {
      try {
        return (await parts.return?.(value)) ?? { value, done: true }
      } finally {
        end()
      }
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
