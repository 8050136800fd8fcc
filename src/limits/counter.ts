import { type Pool } from 'pg'
import { Batcher } from './batcher.ts'
import { addToCounts, type Count, deleteExpired, type WindowCounts } from './window-counts.ts'

/** A count as this process knows it. */
export interface KnownCount extends Count {
  /** Whether PostgreSQL has told the count of all processes since the window began. */
  isShared: boolean
}

interface Use {
  key: string
  amount: number
  /** The count as this process alone knows it. */
  local: Count
  settle: (count: Count) => void
}

/** A request waits at most this long for PostgreSQL to count. */
const patienceMs = 250

/**
 * Counts uses in windows, shared by all processes through PostgreSQL. Uses that arrive while a statement runs go into
 * the next statement. While PostgreSQL does not answer, each process counts for itself.
 */
export class Counter {
  readonly #pool: Pool
  readonly #stored: WindowCounts
  readonly #counts = new Map<string, KnownCount>()
  /** Amounts that PostgreSQL has not confirmed yet. */
  readonly #unconfirmed = new Map<string, number>()
  readonly #batcher = new Batcher<Use>({ run: uses => this.#count(uses) })
  #sweptAt = performance.now()

  constructor(pool: Pool, stored: WindowCounts) {
    this.#pool = pool
    this.#stored = stored
  }

  /** The count of a key as far as this process knows; undefined when nothing was used in the current window. */
  known(key: string): KnownCount | undefined {
    const count = this.#counts.get(key)
    return count && !isOver(count) ? count : undefined
  }

  /** Adds to a key and returns the count with the addition. */
  add(key: string, amount: number): Promise<Count> {
    const local = this.#addLocally(key, amount)
    return new Promise(resolve => {
      const timer = setTimeout(resolve, patienceMs, local)
      const settle = (count: Count) => {
        clearTimeout(timer)
        resolve(count)
      }
      this.#batcher.add({ key, amount, local, settle })
    })
  }

  /** The same without waiting for PostgreSQL, which counts it soon: the count as this process knows it. */
  addSoon(key: string, amount: number): Count {
    const local = this.#addLocally(key, amount)
    this.#batcher.add({ key, amount, local, settle: () => undefined })
    return local
  }

  /** Takes an amount back and returns the count without it; undefined when its window is over. */
  takeBack(key: string, amount: number): Count | undefined {
    return this.known(key) && this.addSoon(key, -amount)
  }

  #addLocally(key: string, amount: number): Count {
    this.#changeUnconfirmed(key, amount)
    const { used, ...known } = this.known(key) ?? {
      used: 0,
      resetsAt: performance.now() + this.#stored.windowMs,
      isShared: false,
    }
    const count = { ...known, used: Math.max(0, used + amount) }
    this.#counts.set(key, count)
    return count
  }

  async #count(uses: Use[]): Promise<void> {
    this.#sweep()
    const sums = sumsOf(uses)
    const totals = await addToCounts(this.#pool, this.#stored, sums).catch(() => undefined)
    for (const [key, sum] of sums) this.#changeUnconfirmed(key, -sum)
    if (!totals) return settleLocally(uses)
    this.#remember(totals)
    for (const { settle, ...count } of countsAfterEach(uses, totals)) settle(count)
  }

  #remember(totals: Map<string, Count>): void {
    for (const [key, { used, resetsAt }] of totals)
      this.#counts.set(key, { used: used + (this.#unconfirmed.get(key) ?? 0), resetsAt, isShared: true })
  }

  #changeUnconfirmed(key: string, change: number): void {
    const amount = (this.#unconfirmed.get(key) ?? 0) + change
    if (amount) this.#unconfirmed.set(key, amount)
    else this.#unconfirmed.delete(key)
  }

  /** Forgets the windows that are over, once per window and without a request waiting for it. */
  #sweep(): void {
    if (performance.now() - this.#sweptAt < this.#stored.windowMs) return
    this.#sweptAt = performance.now()
    for (const [key, count] of this.#counts) if (isOver(count)) this.#counts.delete(key)
    deleteExpired(this.#pool, this.#stored).catch(() => undefined)
  }
}

const isOver = ({ resetsAt }: Count) => resetsAt <= performance.now()

function settleLocally(uses: Use[]): void {
  for (const { settle, local } of uses) settle(local)
}

function sumsOf(uses: Use[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { key, amount } of uses) sums.set(key, (sums.get(key) ?? 0) + amount)
  return sums
}

/** The count of each use as if the uses of one key had been counted one after the other. */
function countsAfterEach(uses: Use[], totals: Map<string, Count>): (Count & Pick<Use, 'settle'>)[] {
  const later = new Map<string, number>()
  return uses.toReversed().map(({ key, amount, settle }) => {
    const { used, resetsAt } = totals.get(key)!
    const after = later.get(key) ?? 0
    later.set(key, after + amount)
    return { used: used - after, resetsAt, settle }
  })
}
