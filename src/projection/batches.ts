import { PassThrough } from 'node:stream'
import { type Client } from 'pg'
import { type ClickHouse } from '../clickhouse/client.ts'
import { applyBatch } from './apply-batch.ts'
import { batchEnd, type Cursor, type End, readCursor, recordBatch } from './cursor.ts'
import { finishBatch } from './finish-batch.ts'
import { type LogPosition } from './log-position.ts'
import { type EventRows, readBatch } from './read-batch.ts'
import { readByIndex } from './session.ts'

/** The sessions and the limit with which the log is copied. */
export interface Copying {
  /** The session that projects. */
  client: Client
  clickhouse: ClickHouse
  /** The most events of a batch. */
  mostEvents: number
  /** Opens another session. */
  connect(): Promise<Client>
}

/** A batch that is read ahead of its turn. */
interface Ahead {
  end: End
  rows: EventRows
  /** The buffer of its rows. */
  waiting: PassThrough
}

/** How many bytes of a batch are read ahead into memory. The rest waits in PostgreSQL. */
const mostBytesAhead = 64 * 1024 * 1024

/**
 * Copies the log, batch by batch. While a full batch is applied and finished, the next one is read ahead on a second
 * session. While `hasNext`, nothing else may change events in ClickHouse between two batches, because the batch that was
 * read ahead would undo the change. Not usable after an error.
 */
export class Batches {
  readonly #copying: Copying
  #reader: Promise<Client> | undefined
  #ahead: Promise<Ahead | undefined> | undefined
  #begun: Cursor | undefined

  constructor(copying: Copying) {
    this.#copying = copying
  }

  /** Whether the last batch was full, and the next one is being read. */
  get hasNext(): boolean {
    return this.#ahead !== undefined
  }

  /** The last recorded batch, of which ClickHouse may have a part; undefined before the first one. */
  get begun(): Cursor | undefined {
    return this.#begun
  }

  /**
   * Records, applies and finishes one batch; undefined when the log has no more.
   * @throws Error when a step fails; the sessions are unusable then
   */
  async copyNext(): Promise<Cursor | undefined> {
    const { client, mostEvents } = this.#copying
    const ahead = await this.#ahead
    const end = ahead?.end ?? (await batchEnd(client, await readCursor(client), mostEvents))
    this.#ahead = undefined
    if (!end) return undefined
    const recorded = await recordBatch(client, end)
    const rows = ahead
      ? { stream: ahead.waiting, count: ahead.rows.count }
      : readBatch(client, { after: recorded, to: end }, recorded.batch)
    this.#begun = recorded
    if (end.isFull) this.#beginReadAhead(end, following(recorded))
    return this.#applyAndFinish(recorded, rows)
  }

  /** Ends the session that reads ahead, also in the middle of a batch, whose COPY would wait for a reader for ever. */
  async close(): Promise<void> {
    const reader = await this.#reader?.catch(() => undefined)
    await reader?.end().catch(() => undefined)
  }

  /** When COPY runs on the same session, the statements that finish the batch queue behind it. */
  async #applyAndFinish(recorded: Cursor, rows: EventRows): Promise<Cursor> {
    const { client, clickhouse } = this.#copying
    const applied = applyBatch(clickhouse, recorded, rows)
    const done = finishBatch(client, recorded, applied)
    done.catch(() => undefined)
    // Awaited first: if ClickHouse stops reading the COPY, the statements behind it would wait for ever.
    await applied
    return done
  }

  #beginReadAhead(after: LogPosition, batch: string): void {
    this.#ahead = this.#readAhead(after, batch)
    // `copyNext` awaits it and gets the error.
    this.#ahead.catch(() => undefined)
  }

  async #readAhead(after: LogPosition, batch: string): Promise<Ahead | undefined> {
    this.#reader ??= this.#openReader()
    const reader = await this.#reader
    const end = await batchEnd(reader, after, this.#copying.mostEvents)
    if (!end) return undefined
    const rows = readBatch(reader, { after, to: end }, batch)
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

/** Only the session that projects records batches, so the next number is known in advance. */
const following = ({ batch }: Cursor) => String(BigInt(batch) + 1n)
