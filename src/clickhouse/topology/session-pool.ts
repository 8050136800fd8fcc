import { type Session } from 'chdb'

/** Somebody's turn to use a session. `holder` is the request that the turn belongs to. */
interface Turn {
  holder: object | undefined
  take(session: Session): void
}

/** The engine works at each statement with all cores, so that more at once would not be answered sooner. */
const mostPerHolder = 2

/**
 * A few sessions of the embedded engine. A session runs one statement at a time, so each piece of work takes a session
 * that is free, and waits where none is. One request with many statements takes at most two of them: other
 * requests find some that are free.
 */
export class SessionPool {
  readonly #sessions: readonly Session[]
  readonly #free: Session[]
  readonly #held = new Map<object, number>()
  #waiting: Turn[] = []

  constructor(sessions: readonly Session[]) {
    this.#sessions = sessions
    this.#free = [...sessions]
  }

  /**
   * Works with a session once one is free. The signal stands for a request: it ends the waiting, not the work.
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
      this.#giveBack(session, signal)
    }
  }

  /** Waits for the work under way. No other work may begin afterwards. */
  async close(): Promise<void> {
    const free = await Promise.all(this.#sessions.map(() => this.#session(undefined)))
    for (const session of free) session.close()
  }

  #session(signal: AbortSignal | undefined): Promise<Session> {
    signal?.throwIfAborted()
    const { promise, resolve, reject } = Promise.withResolvers<Session>()
    const turn: Turn = {
      holder: signal,
      take: session => {
        signal?.removeEventListener('abort', giveUp)
        resolve(session)
      },
    }
    const giveUp = () => {
      this.#waiting = this.#waiting.filter(other => other !== turn)
      reject(signal!.reason)
    }
    signal?.addEventListener('abort', giveUp, { once: true })
    this.#waiting.push(turn)
    this.#handOut()
    return promise
  }

  #giveBack(session: Session, holder: object | undefined): void {
    this.#free.push(session)
    if (holder) this.#count(holder, -1)
    this.#handOut()
  }

  #handOut(): void {
    while (this.#free.length) {
      const next = this.#waiting.find(turn => this.#mayTake(turn))
      if (!next) return
      this.#waiting = this.#waiting.filter(turn => turn !== next)
      if (next.holder) this.#count(next.holder, 1)
      next.take(this.#free.pop()!)
    }
  }

  #mayTake({ holder }: Turn): boolean {
    return !holder || (this.#held.get(holder) ?? 0) < mostPerHolder
  }

  #count(holder: object, change: 1 | -1): void {
    const held = (this.#held.get(holder) ?? 0) + change
    if (held) this.#held.set(holder, held)
    else this.#held.delete(holder)
  }
}
