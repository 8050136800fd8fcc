import { setTimeout as pause } from 'node:timers/promises'
import { GraphQLError } from 'graphql'
import { admit, giveBackUnused } from '../request/admit.ts'
import { limitTime } from '../request/limit-time.ts'
import { RequestScope, type RequestServices } from '../request/request-scope.ts'
import { type Happening, type StreamAnswer } from './answer.ts'
import { type Subscriber } from './subscriber.ts'
import { type Listening } from './ticks.ts'

/** An operation whose answers are shared: subscribers with equal keys get the same ones. */
export interface StreamOperation {
  /** The project, the rights and the whole question. */
  key: string
  /** The points of one answer, and those of each question in it. */
  cost: { total: number; questions: ReadonlyMap<string, number> }
  /** The happenings to answer. @throws the refusal of the question */
  begin(scope: RequestScope, listening: Listening): Promise<AsyncIterable<Happening>>
  /** The answer to a happening; undefined if it failed for a moment. */
  answer(
    scope: RequestScope,
    happening: Happening,
    before: StreamAnswer | undefined,
  ): Promise<Answered | undefined>
  /** The answer that tells of an error. */
  failed(error: unknown): StreamAnswer
}

export interface Answered {
  answer: StreamAnswer
  /** Whether the answer differs from the one before; otherwise it is not sent. */
  isNew: boolean
  /** Whether the answer is an error after which the stream cannot go on. */
  isLast: boolean
}

interface Admitted {
  payer: Subscriber
  scope: RequestScope
  release: () => void
}

interface Wiring {
  services: RequestServices
  listening: Listening
  requestTimeoutMs: number
}

/**
 * A question that is asked once for all of its subscribers. The start of a subscriber pays for its first answer. Each later answer is
 * charged to the subscriber that has listened longest and has points left; while none has, the question waits.
 */
export class SharedStream {
  readonly #operation: StreamOperation
  readonly #wiring: Wiring
  readonly #subscribers = new Set<Subscriber>()
  #latest: StreamAnswer | undefined
  #begun: Promise<void> | undefined
  #isOver = false

  constructor(operation: StreamOperation, wiring: Wiring) {
    this.#operation = operation
    this.#wiring = wiring
  }

  /** Adds a subscriber, which first gets the latest answer. @throws the refusal of the question */
  async join(subscriber: Subscriber): Promise<void> {
    if (subscriber.gone.aborted) return
    this.#subscribers.add(subscriber)
    this.#begun ??= this.#begin(subscriber)
    await this.#begun
    if (this.#latest) subscriber.offer(this.#latest)
    if (this.#isOver) subscriber.finish()
  }

  /** Removes a subscriber; returns whether another one is left. */
  leave(subscriber: Subscriber): boolean {
    this.#subscribers.delete(subscriber)
    return this.#subscribers.size > 0
  }

  async #begin(first: Subscriber): Promise<void> {
    const happenings = await this.#operation.begin(this.#scopeFor(first), this.#wiring.listening)
    void this.#answerAll(happenings)
  }

  async #answerAll(happenings: AsyncIterable<Happening>): Promise<void> {
    const { signal } = this.#wiring.listening
    let isPaid = true
    let failure: StreamAnswer | undefined
    try {
      for await (const happening of happenings) {
        const answered = await this.#answer(happening, isPaid)
        isPaid = false
        if (answered) this.#tell(answered, happening)
        if (answered?.isLast) break
      }
    } catch (error) {
      if (!signal.aborted) failure = this.#operation.failed(error)
    }
    this.#isOver = true
    for (const subscriber of this.#subscribers) subscriber.finish(failure)
  }

  /** A late subscriber needs the latest state, but no changes of other things from before. */
  #tell({ answer, isNew }: Answered, { of }: Happening): void {
    if (of === undefined) this.#latest = answer
    if (!isNew) return
    for (const subscriber of this.#subscribers) subscriber.offer(answer, of)
  }

  async #answer(happening: Happening, isPaid: boolean): Promise<Answered | undefined> {
    const { payer, scope, release } = await this.#admitted(isPaid ? 0 : this.#operation.cost.total)
    const stopClock = limitTime(scope, this.#wiring.requestTimeoutMs)
    try {
      return await this.#operation.answer(scope, happening, this.#latest)
    } finally {
      stopClock()
      release()
      if (!isPaid) {
        giveBackUnused(scope)
        payer.points += scope.cost
      }
    }
  }

  /** A scope of its own for each answer, so that all of the answer reads one state. */
  async #admitted(points: number): Promise<Admitted> {
    const { signal } = this.#wiring.listening
    for (;;) {
      let waitMs = Number.POSITIVE_INFINITY
      for (const subscriber of this.#subscribers) {
        const scope = this.#scopeFor(subscriber)
        try {
          return { payer: subscriber, scope, release: await admit(scope, { query: points }, 'questions') }
        } catch (error) {
          waitMs = Math.min(waitMs, retryAfterMs(error))
          if (!isUsedUp(error)) break
        }
      }
      await pause(Math.min(waitMs, longestWaitMs), undefined, { signal })
    }
  }

  #scopeFor({ sender }: Subscriber): RequestScope {
    const { services, listening } = this.#wiring
    const scope = new RequestScope(services, { ...sender, gone: listening.signal })
    scope.cost = this.#operation.cost.total
    scope.askedFields.costs = this.#operation.cost.questions
    return scope
  }
}

/** A new subscriber may have points. */
const longestWaitMs = 5_000

const isUsedUp = (error: unknown) => error instanceof GraphQLError && error.extensions.code === 'RATE_LIMITED'

/** @throws the error itself when it is no temporary refusal */
function retryAfterMs(error: unknown): number {
  const wait = error instanceof GraphQLError && error.extensions.retryAfterMs
  if (typeof wait !== 'number') throw error
  return wait
}
