import { type Sender } from '../request/request-scope.ts'
import { type StreamAnswer } from './answer.ts'

type Next = IteratorResult<StreamAnswer, undefined>

/**
 * One subscriber of a stream, which a transport reads. Answers that it has not read wait: of each thing, the latest one. Calling
 * `return` leaves the stream at once, even while a `next` waits.
 */
export class Subscriber implements AsyncIterableIterator<StreamAnswer, undefined> {
  readonly sender: Sender
  /** Ends when nothing further is read or sent. */
  readonly gone: AbortSignal
  /** The last answer, if the service ended the stream with one. */
  last: StreamAnswer | undefined
  readonly #waiting = new Map<string, StreamAnswer>()
  readonly #leaving = new AbortController()
  #reading: PromiseWithResolvers<Next> | undefined
  #isFinished = false

  /** The points that answers have been charged to this subscriber. */
  points = 0

  constructor(sender: Sender) {
    this.sender = sender
    this.gone = this.#leaving.signal
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  /** Sends an answer as soon as the subscriber reads. */
  offer(answer: StreamAnswer, of = ''): void {
    if (this.#isFinished) return
    this.#waiting.delete(of)
    this.#waiting.set(of, answer)
    this.#settle()
  }

  /** The end of the stream. Answers that wait are still read, and `last` after them. */
  finish(last?: StreamAnswer): void {
    if (last && !this.#isFinished) {
      this.offer(last, 'last')
      this.last = last
    }
    this.#isFinished = true
    this.#settle()
  }

  next(): Promise<Next> {
    this.#reading ??= Promise.withResolvers<Next>()
    const { promise } = this.#reading
    this.#settle()
    return promise
  }

  async return(): Promise<Next> {
    this.#waiting.clear()
    this.finish()
    this.#leaving.abort()
    return { done: true, value: undefined }
  }

  throw(): Promise<Next> {
    return this.return()
  }

  #settle(): void {
    const reading = this.#reading
    if (!reading) return
    const [first] = this.#waiting
    if (!first && !this.#isFinished) return
    this.#reading = undefined
    if (!first) {
      reading.resolve({ done: true, value: undefined })
      this.#leaving.abort()
      return
    }
    this.#waiting.delete(first[0])
    reading.resolve({ done: false, value: first[1] })
  }
}
