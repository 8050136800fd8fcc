import { PassThrough } from 'node:stream'
import { type Client } from 'pg'
import { type ClickHouse } from '../clickhouse/client.ts'
import { applyBatch } from './apply-batch.ts'
import { batchEnd, type Cursor, type End, readCursor, recordBatch } from './cursor.ts'
import { finishBatch } from './finish-batch.ts'
import { type LogPosition } from './log-position.ts'
import { type FactRows, readBatch } from './read-batch.ts'
import { readByIndex } from './session.ts'

/** What copying the log takes. */
export interface Copying {
  /** The session that projects. */
  client: Client
  clickhouse: ClickHouse
  /** How many facts a batch has at most. */
  mostFacts: number
  /** Opens another session. */
  connect(): Promise<Client>
}

/** A batch that is read before its turn. */
interface Ahead {
  end: End
  rows: FactRows
  /** Where its rows wait. */
  waiting: PassThrough
}

/** How much of a batch waits in memory for its turn. What is more waits in PostgreSQL. */
const mostBytesAhead = 64 * 1024 * 1024

/**
 * Copies the log, batch by batch. While a full one is applied and finished, the next one is read on a session of its
 * own. Between two batches nothing else may change facts in ClickHouse while `hasNext`: what was read already would
 * undo it. Of no use after an error.
 */
export class Batches {
  readonly #copying: Copying
  #reader: Promise<Client> | undefined
  #ahead: Promise<Ahead | undefined> | undefined

  constructor(copying: Copying) {
    this.#copying = copying
  }

  /** Whether the last batch was full, and the next one is being read. */
  get hasNext(): boolean {
    return this.#ahead !== undefined
  }

  /**
   * Records, applies and finishes one batch; undefined when there is nothing to do.
   * @throws Error when any of it fails; the sessions are of no use then
   */
  async copyNext(): Promise<Cursor | undefined> {
    const { client, mostFacts } = this.#copying
    const ahead = await this.#ahead
    const end = ahead?.end ?? (await batchEnd(client, await readCursor(client), mostFacts))
    this.#ahead = undefined
    if (!end) return undefined
    const recorded = await recordBatch(client, end)
    const rows = ahead
      ? { stream: ahead.waiting, count: ahead.rows.count }
      : readBatch(client, { after: recorded, to: end })
    if (end.isFull) this.#readOn(end)
    return this.#applyAndFinish(recorded, rows)
  }

  /** Ends the session that reads ahead, also in the middle of a batch: it would wait for ever for somebody to read it. */
  async close(): Promise<void> {
    const reader = await this.#reader?.catch(() => undefined)
    await reader?.end().catch(() => undefined)
  }

  /** The statements that finish it queue behind its COPY where that is on the same session. */
  async #applyAndFinish(recorded: Cursor, rows: FactRows): Promise<Cursor> {
    const { client, clickhouse } = this.#copying
    const applied = applyBatch(clickhouse, recorded, rows)
    const done = finishBatch(client, recorded, applied)
    done.catch(() => undefined)
    // First: behind a COPY that ClickHouse reads no further, the other statements would wait for ever.
    await applied
    return done
  }

  #readOn(after: LogPosition): void {
    this.#ahead = this.#readAhead(after)
    // Whoever takes it is told.
    this.#ahead.catch(() => undefined)
  }

  async #readAhead(after: LogPosition): Promise<Ahead | undefined> {
    this.#reader ??= this.#openReader()
    const reader = await this.#reader
    const end = await batchEnd(reader, after, this.#copying.mostFacts)
    if (!end) return undefined
    const rows = readBatch(reader, { after, to: end })
    const waiting = new PassThrough({ readableHighWaterMark: mostBytesAhead })
    rows.stream.on('error', error => waiting.destroy(error))
    waiting.on('error', () => undefined)
    rows.stream.pipe(waiting)
    return { end, rows, waiting }
  }

  async #openReader(): Promise<Client> {
    const reader = await this.#copying.connect()
    await readByIndex(reader)
    return reader
  }
}
