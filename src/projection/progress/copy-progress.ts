import { type Pool } from 'pg'
import { type CopyState, type ReadState } from '../../analytics/query/copy-state.ts'
import { isCorrected } from '../corrections/corrections.ts'
import { type Cursor, finishedBatch, type Head, readCursor, readHead } from '../cursor.ts'
import { readMissing } from '../lag.ts'
import { isAtOrAfter } from '../log-position.ts'
import { isRestated, waitingSince } from '../restate/queue.ts'

/** How much longer a question waits for events that change than for new ones: ClickHouse rewrites whole columns. */
const timesForRestating = 5
/** How long a correction of costs waits for ClickHouse. */
const mostCorrectingMs = 10_000

/** The copy, as the process that asks sees it. */
interface Copy {
  /** The cursor in memory; undefined while another process copies. */
  cursor(): Cursor | undefined
  /** The last batch that was begun; undefined unless this process alone writes to its ClickHouse. */
  begun(): CopyState | undefined
  /** Asks for a step of the projection, whichever process runs it, and waits a moment for one. */
  awaitProgress(): Promise<void>
}

/** Waits until the copy has what was committed. Each wait is bounded. */
export class CopyProgress {
  readonly #pool: Pool
  readonly #waitMs: number
  readonly #copy: Copy

  constructor(pool: Pool, waitMs: number, copy: Copy) {
    this.#pool = pool
    this.#waitMs = waitMs
    this.#copy = copy
  }

  /** See `Projector.caughtUp`. */
  async caughtUp(signal?: AbortSignal): Promise<ReadState> {
    const began = new Date()
    const until = performance.now() + this.#waitMs
    const untilRestated = until + (timesForRestating - 1) * this.#waitMs
    const head = await readHead(this.#pool)
    const copied = await this.#poll(until, () => this.#cursorAtOrAfter(head), signal)
    const isDone = copied && (await this.#poll(untilRestated, () => this.#areRestated(head, copied), signal))
    const now = copied ?? (await this.#cursor())
    const state = { generation: now.generation, batch: finishedBatch(now) }
    if (isDone) return { ...state, watermark: began, missing: undefined }
    return { ...state, watermark: await this.#watermark(), missing: await readMissing(this.#pool, now, head) }
  }

  /** See `Projector.begun`. */
  async begun(): Promise<CopyState> {
    return this.#copy.begun() ?? readCursor(this.#pool)
  }

  /** See `Projector.corrected`. */
  async corrected(id: string): Promise<boolean> {
    const until = performance.now() + mostCorrectingMs
    const isDone = async () => (await isCorrected(this.#pool, id)) || undefined
    return (await this.#poll(until, isDone)) ?? false
  }

  /** Asks again, whenever the projection may have advanced, until there is an answer or the time is up. */
  async #poll<Answer>(
    until: number,
    ask: () => Promise<Answer | undefined>,
    signal?: AbortSignal,
  ): Promise<Answer | undefined> {
    for (;;) {
      signal?.throwIfAborted()
      const answer = await ask()
      if (answer !== undefined || performance.now() >= until) return answer
      await this.#copy.awaitProgress()
    }
  }

  async #cursor(): Promise<Cursor> {
    return this.#copy.cursor() ?? readCursor(this.#pool)
  }

  /** The cursor, if it has passed this position in the log and in the changes of users. */
  async #cursorAtOrAfter(head: Head): Promise<Cursor | undefined> {
    const now = await this.#cursor()
    return isAtOrAfter(now, head) && isAtOrAfter(now.users, head.users) ? now : undefined
  }

  async #areRestated(...waiting: Pick<Cursor, 'lastWaiting'>[]): Promise<true | undefined> {
    const ids = waiting.flatMap(({ lastWaiting }) => lastWaiting ?? [])
    const done = await Promise.all(ids.map(id => isRestated(this.#pool, id)))
    return done.every(Boolean) || undefined
  }

  /** The instant up to which everything is included while events or links wait. */
  async #watermark(): Promise<Date> {
    const { receivedAt } = await readCursor(this.#pool)
    const since = await waitingSince(this.#pool)
    return new Date(Math.min(receivedAt?.getTime() ?? 0, since?.getTime() ?? Number.POSITIVE_INFINITY))
  }
}
