import { type Env } from '../env.ts'
import { clientGone, overloaded, tooManySubscriptions } from '../errors.ts'
import { type Database } from '../postgres/database.ts'
import { type RequestServices, type Sender } from '../request/request-scope.ts'
import { Changes } from './changes.ts'
import { SharedStream, type StreamOperation } from './shared-stream.ts'
import { Subscriber } from './subscriber.ts'
import { type StreamClock } from './ticks.ts'
import { whenAborted } from './when-aborted.ts'

export interface StreamLimits {
  /** The subscriptions of a caller, and of all callers, that this process serves at the same time. */
  perCaller: number
  inAll: number
  requestTimeoutMs: number
}

export const createStreams = (
  database: Pick<Database, 'connect'>,
  { limits }: Pick<Env, 'limits'>,
): Streams =>
  new Streams(new Changes(database), {
    perCaller: limits.subscriptionsPerCaller,
    inAll: limits.subscriptions,
    requestTimeoutMs: limits.requestTimeoutMs,
  })

interface Open {
  stream: SharedStream
  ending: AbortController
}

/** The streams of this process. Subscribers with the same question and the same rights share one. */
export class Streams {
  readonly changes: Changes
  readonly clock: StreamClock = { secondMs: 1_000 }
  readonly #limits: StreamLimits
  readonly #open = new Map<string, Open>()
  readonly #subscribers = new Set<Subscriber>()
  readonly #ending = new AbortController()

  constructor(changes: Changes, limits: StreamLimits) {
    this.changes = changes
    this.#limits = limits
  }

  /** Ends when the process stops to serve streams. */
  get ending(): AbortSignal {
    return this.#ending.signal
  }

  get subscribers(): number {
    return this.#subscribers.size
  }

  /** The number of different questions that are asked again and again. */
  get questions(): number {
    return this.#open.size
  }

  /**
   * Joins the stream of an operation, or begins it.
   * @throws TOO_MANY_SUBSCRIPTIONS, OVERLOADED while the process stops, or the refusal of the question
   */
  async join(services: RequestServices, sender: Sender, operation: StreamOperation): Promise<Subscriber> {
    if (this.ending.aborted) throw overloaded('subscriptions')
    this.#checkRoom(sender)
    const subscriber = new Subscriber(sender)
    this.#subscribers.add(subscriber)
    const open = this.#openFor(services, sender, operation)
    whenAborted(subscriber.gone, () => this.#leave(subscriber, operation.key, open))
    whenAborted(sender.gone, () => void subscriber.return(), subscriber.gone)
    try {
      await open.stream.join(subscriber)
    } catch (error) {
      await subscriber.return()
      throw error
    }
    return subscriber
  }

  /** Ends every subscription with nothing but its end, and begins none. */
  end(): void {
    this.#ending.abort()
    for (const subscriber of this.#subscribers) subscriber.finish()
  }

  async stop(): Promise<void> {
    this.end()
    await this.changes.stop()
  }

  #checkRoom(sender: Sender): void {
    const { perCaller, inAll } = this.#limits
    if (this.#subscribers.size >= inAll) throw tooManySubscriptions('The process', inAll, 'MAX_SUBSCRIPTIONS')
    const caller = callerOf(sender)
    const own = [...this.#subscribers].filter(({ sender }) => callerOf(sender) === caller)
    if (own.length >= perCaller)
      throw tooManySubscriptions('A caller', perCaller, 'MAX_SUBSCRIPTIONS_PER_CALLER')
  }

  #openFor(services: RequestServices, { viewer }: Sender, operation: StreamOperation): Open {
    const known = this.#open.get(operation.key)
    if (known) return known
    const ending = new AbortController()
    const { changes, clock } = this
    const listening = { changes, clock, project: viewer?.project ?? '', signal: ending.signal }
    const { requestTimeoutMs } = this.#limits
    const open = { ending, stream: new SharedStream(operation, { services, listening, requestTimeoutMs }) }
    this.#open.set(operation.key, open)
    return open
  }

  #leave(subscriber: Subscriber, key: string, open: Open): void {
    this.#subscribers.delete(subscriber)
    if (open.stream.leave(subscriber)) return
    open.ending.abort(clientGone())
    if (this.#open.get(key) === open) this.#open.delete(key)
  }
}

const callerOf = ({ viewer, address }: Sender) =>
  JSON.stringify(viewer ? [viewer.project, viewer.subject] : [address])
