import { setTimeout as pause } from 'node:timers/promises'

/** How many messages one endpoint gets at the same time. */
const mostAtOnce = 2
/** A message waits so long for a place at an endpoint, unless the messages there take longer than the second time. */
const patienceMs = 500
const slowMs = 1_000
const lookMs = 10
/** How many slow endpoints are remembered while nothing is sent to them. */
const mostRemembered = 1_000

/** The endpoint has no place for a message now. */
export class EndpointBusy extends Error {}

/** A message on its way. */
interface Sending {
  since: number
}

/**
 * What this process sends to each endpoint now. Slow endpoints together have at most `mostSlow` messages on their way, so that
 * there is room for others.
 */
export class Endpoints {
  /** Has no endpoint without a message on its way. */
  readonly #sending = new Map<string, Set<Sending>>()
  /** The endpoints whose last message took long; the first one longest ago. */
  readonly #wereSlow = new Set<string>()
  readonly #mostSlow: number

  constructor(mostSlow = Infinity) {
    this.#mostSlow = mostSlow
  }

  /** Sends a message. @throws EndpointBusy, and as `send` does */
  async use<Result>(name: string, send: () => Promise<Result>): Promise<Result> {
    const leave = await this.#takePlace(name)
    try {
      return await send()
    } finally {
      leave()
    }
  }

  /** The place is taken in the step that finds it free. @returns the function that gives it back */
  async #takePlace(name: string): Promise<() => void> {
    const end = performance.now() + patienceMs
    for (;;) {
      const sending = this.#sendingTo(name)
      if (this.#isSlow(name) && this.#slowMessages() >= this.#mostSlow) throw new EndpointBusy()
      if (sending.size < mostAtOnce) return this.#begin(name, sending)
      if ([...sending].every(takesLong) || performance.now() > end) throw new EndpointBusy()
      await pause(lookMs)
    }
  }

  #sendingTo(name: string): Set<Sending> {
    return this.#sending.get(name) ?? new Set()
  }

  #isSlow(name: string): boolean {
    return this.#wereSlow.has(name) || [...this.#sendingTo(name)].some(takesLong)
  }

  #slowMessages(): number {
    return [...this.#sending]
      .filter(([name]) => this.#isSlow(name))
      .reduce((sum, [, { size }]) => sum + size, 0)
  }

  #begin(name: string, sending: Set<Sending>): () => void {
    const message = { since: performance.now() }
    this.#sending.set(name, sending.add(message))
    return () => {
      this.#noteSpeed(name, message)
      sending.delete(message)
      if (!sending.size) this.#sending.delete(name)
    }
  }

  #noteSpeed(name: string, message: Sending): void {
    this.#wereSlow.delete(name)
    if (takesLong(message)) this.#wereSlow.add(name)
    const [longestAgo] = this.#wereSlow
    if (this.#wereSlow.size > mostRemembered) this.#wereSlow.delete(longestAgo!)
  }
}

const takesLong = ({ since }: Sending) => performance.now() - since > slowMs
