import { overloaded } from '../errors.ts'

interface Concurrency {
  running: number
  waiting: number
  /** How long a caller waits at most. */
  waitMs: number
}

/** Runs a limited number of calls at the same time. A limited number of others wait; the rest is refused. */
export class ConcurrencyLimit {
  readonly #name: string
  readonly #most: Concurrency
  readonly #waiting: (() => void)[] = []
  #running = 0

  /** `name` names the calls in a refusal, such as `questions`. */
  constructor(name: string, most: Concurrency) {
    this.#name = name
    this.#most = most
  }

  get running(): number {
    return this.#running
  }

  get waiting(): number {
    return this.#waiting.length
  }

  /**
   * Waits until the call may run, and returns the function that ends it. Calling that function again does nothing.
   * @throws OVERLOADED when too many calls wait, or this one has waited too long
   */
  async acquire(): Promise<() => void> {
    if (this.#running < this.#most.running) this.#running++
    else await this.#turn()
    let isHeld = true
    return () => {
      if (isHeld) this.#release()
      isHeld = false
    }
  }

  /** Runs the work once it may run. @throws OVERLOADED as `acquire` */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    const release = await this.acquire()
    try {
      return await work()
    } finally {
      release()
    }
  }

  #turn(): Promise<void> {
    if (this.#waiting.length >= this.#most.waiting) throw overloaded(this.#name)
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const begin = () => {
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(() => {
      this.#waiting.splice(this.#waiting.indexOf(begin), 1)
      reject(overloaded(this.#name))
    }, this.#most.waitMs)
    this.#waiting.push(begin)
    return promise
  }

  /** The call that has waited longest runs next. */
  #release(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#running--
  }
}
