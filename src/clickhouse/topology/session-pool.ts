import { type Session } from 'chdb'

/** A caller that waits for a session. `holder` is the request it belongs to. */
interface Waiter {
  holder: object | undefined
  take(session: Session): void
}

/** Each statement already uses all cores, so more statements of one request at once would not be faster. */
const mostPerHolder = 2

/**
 * A pool of sessions of the embedded engine. A session runs one statement at a time, so each statement takes a free
 * session or waits for one. One request uses at most two sessions, so that others stay free for other requests.
 */
export class SessionPool {
  readonly #sessions: readonly Session[]
  readonly #free: Session[]
  readonly #held = new Map<object, number>()
  #waiting: Waiter[] = []

  constructor(sessions: readonly Session[]) {
    this.#sessions = sessions
    this.#free = [...sessions]
  }

  /**
   * Runs the work with a session once one is free. The signal identifies the request, and ends the wait but not the
   * work.
   * @throws the reason of the signal when the signal aborts before the work has begun
   */
  async use<Result>(
    signal: AbortSignal | undefined,
    work: (session: Session) => Promise<Result>,
  ): Promise<Result> {
    const session = await this.#session(signal)
    try {
      return await work(session)
    } finally {
      this.#release(session, signal)
    }
  }

  /**
   * The items of the work, which has a session until its last item, or until the reader stops.
   * @throws the reason of the signal when the signal aborts before the work has begun
   */
  async *each<Item>(
    signal: AbortSignal | undefined,
    work: (session: Session) => AsyncIterable<Item>,
  ): AsyncGenerator<Item> {
    const session = await this.#session(signal)
    try {
      yield* work(session)
    } finally {
      this.#release(session, signal)
    }
  }

  /** Waits for running work. No other work may begin afterwards. */
  async close(): Promise<void> {
    const free = await Promise.all(this.#sessions.map(() => this.#session(undefined)))
    for (const session of free) session.close()
  }

  #session(signal: AbortSignal | undefined): Promise<Session> {
    signal?.throwIfAborted()
    const { promise, resolve, reject } = Promise.withResolvers<Session>()
    const waiter: Waiter = {
      holder: signal,
      take: session => {
        signal?.removeEventListener('abort', giveUp)
        resolve(session)
      },
    }
    const giveUp = () => {
      this.#waiting = this.#waiting.filter(other => other !== waiter)
      reject(signal!.reason)
    }
    signal?.addEventListener('abort', giveUp, { once: true })
    this.#waiting.push(waiter)
    this.#assign()
    return promise
  }

  #release(session: Session, holder: object | undefined): void {
    this.#free.push(session)
    if (holder) this.#count(holder, -1)
    this.#assign()
  }

  #assign(): void {
    while (this.#free.length) {
      const next = this.#waiting.find(waiter => this.#mayStart(waiter))
      if (!next) return
      this.#waiting = this.#waiting.filter(waiter => waiter !== next)
      if (next.holder) this.#count(next.holder, 1)
      next.take(this.#free.pop()!)
    }
  }

  #mayStart({ holder }: Waiter): boolean {
    return !holder || (this.#held.get(holder) ?? 0) < mostPerHolder
  }

  #count(holder: object, change: 1 | -1): void {
    const held = (this.#held.get(holder) ?? 0) + change
    if (held) this.#held.set(holder, held)
    else this.#held.delete(holder)
  }
}
