import { type Client } from 'pg'
import { Batches, type Copying } from './batches.ts'
import { copyUsers } from './copy-users.ts'
import { correctEvents } from './corrections/correct-events.ts'
import { type Cursor, readCursor } from './cursor.ts'
import { type Pace } from './pace.ts'

/** The copying of a prepared projection, until a failure or a stop ends it. */
export class CopyRun {
  readonly copying: Copying
  readonly #batches: Batches
  readonly #pace: Pace
  readonly #stop: AbortSignal
  #cursor: Cursor

  /** `cursor` is the place up to which ClickHouse has the log. */
  constructor(copying: Copying, cursor: Cursor, pace: Pace, stop: AbortSignal) {
    this.copying = copying
    this.#batches = new Batches(copying)
    this.#cursor = cursor
    this.#pace = pace
    this.#stop = stop
  }

  get client(): Client {
    return this.copying.client
  }

  /** The place up to which ClickHouse has the log. */
  get cursor(): Cursor {
    return this.#cursor
  }

  /** The last batch that was begun; undefined before the first. */
  get begun() {
    return this.#batches.begun
  }

  /** Copies events, then users who have changed, and corrects events. Returns whether something may wait still. */
  async copyWaiting(): Promise<boolean> {
    await this.#copyEvents()
    await this.#copyChangedUsers()
    const { client, clickhouse } = this.copying
    if (!(await correctEvents(client, clickhouse))) return false
    this.#moveTo(await readCursor(client))
    return true
  }

  close(): Promise<void> {
    return this.#batches.close()
  }

  async #copyEvents(): Promise<void> {
    while (!this.#stop.aborted) {
      const next = await this.#batches.copyNext()
      if (!next) return
      this.#moveTo(next)
      // A batch that is not full reached the end of the log. Newer commits are gathered first.
      if (!this.#batches.hasNext) return
    }
  }

  async #copyChangedUsers(): Promise<void> {
    const { client, clickhouse, mostEvents } = this.copying
    while (!this.#stop.aborted) {
      const copied = await copyUsers(client, clickhouse, mostEvents)
      if (!copied) return
      this.#moveTo({ ...this.#cursor, users: copied.to })
      // With a steady stream of new users the loop would never end, and events would wait.
      if (!copied.isFull) return
    }
  }

  #moveTo(cursor: Cursor): void {
    this.#cursor = cursor
    this.#pace.advance()
  }
}
