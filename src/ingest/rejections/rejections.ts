import { type Pool } from 'pg'
import { type Logger } from 'pino'
import { type RejectionCode } from '../../codes/rejection-code.ts'
import { announceRejected } from './announce-rejected.ts'
import { quarterOf, type RejectedEvents, storeRejected } from './store-rejected.ts'
import { sweepRejections } from './sweep-rejections.ts'

/** How often counts are stored: a process that is killed loses those since the last time. */
const everyMs = 10_000

/** Counts the rejected events of this process, and lets the projects know. An event by itself is neither stored nor announced. */
export class Rejections {
  readonly #pool: Pool
  readonly #log: Logger
  readonly #now: () => Date
  #counts = new Map<string, RejectedEvents>()
  #timer: NodeJS.Timeout | undefined
  #storing = Promise.resolve()

  constructor({ pool, log, now = () => new Date() }: { pool: Pool; log: Logger; now?: () => Date }) {
    this.#pool = pool
    this.#log = log
    this.#now = now
  }

  /** Notes a rejected event of a project. */
  note(project: string, code: RejectionCode): void {
    const at = quarterOf(this.#now())
    const key = JSON.stringify([project, at, code])
    const counted = this.#counts.get(key) ?? { project, at, code, events: 0 }
    counted.events += 1
    this.#counts.set(key, counted)
  }

  /** Stores and announces from now on, every 10 seconds. */
  start(): void {
    this.#timer = setInterval(() => void this.#storeOrLog(), everyMs).unref()
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#storeOrLog()
  }

  /** Stores what was counted since the last time, and announces what is due. Counts that are not stored are kept. */
  async store(): Promise<void> {
    const counts = this.#counts
    this.#counts = new Map()
    try {
      await storeRejected(this.#pool, [...counts.values()])
    } catch (error) {
      this.#putBack(counts)
      throw error
    }
    await announceRejected(this.#pool, this.#now())
    await sweepRejections(this.#pool, this.#now())
  }

  #putBack(counts: Map<string, RejectedEvents>): void {
    for (const [key, counted] of counts) {
      const since = this.#counts.get(key)?.events ?? 0
      this.#counts.set(key, { ...counted, events: counted.events + since })
    }
  }

  #storeOrLog(): Promise<void> {
    this.#storing = this.#storing
      .then(() => this.store())
      .catch(error => this.#log.warn({ err: error }, 'numbers of rejected events are not stored yet'))
    return this.#storing
  }
}
