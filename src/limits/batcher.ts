/** How a batcher forms batches. */
interface Batching<Item> {
  /** Works on one batch. It does not throw. */
  run(batch: Item[]): Promise<void>
  /** How many of the waiting items, oldest first, go into the next batch; at least one. All of them by default. */
  sizeOfNext?(waiting: readonly Item[]): number
  /** Whether a new item starts another batch beside `running` ones. By default one batch runs at a time. */
  startsAnother?(running: number): boolean
}

/** Works on items in batches: items that arrive while a batch runs go into the next batch. */
export class Batcher<Item> {
  readonly #batching: Batching<Item>
  readonly #waiting: Item[] = []
  #running = 0

  constructor(batching: Batching<Item>) {
    this.#batching = batching
  }

  add(item: Item): void {
    this.#waiting.push(item)
    if (this.#running === 0 || this.#batching.startsAnother?.(this.#running)) void this.#runAll()
  }

  async #runAll(): Promise<void> {
    this.#running++
    // Requests that were read in the same turn of the event loop join the first batch.
    await new Promise(setImmediate)
    try {
      while (this.#waiting.length) await this.#batching.run(this.#takeBatch())
    } finally {
      this.#running--
    }
  }

  #takeBatch(): Item[] {
    const size = this.#batching.sizeOfNext?.(this.#waiting) ?? this.#waiting.length
    return this.#waiting.splice(0, size)
  }
}
