import { type Client } from 'pg'
import { type Logger } from 'pino'
import { type CopyState, type ReadState } from '../analytics/query/copy-state.ts'
import { type ClickHouse } from '../clickhouse/client.ts'
import { isDamage } from '../clickhouse/damage.ts'
import { type Env } from '../env.ts'
import { type Database } from '../postgres/database.ts'
import { RollUp } from '../rollup/roll-up.ts'
import { type Copying } from './batches.ts'
import { listen, sendDamage, sendHurry } from './channel.ts'
import { confirmedDamage } from './check-tables.ts'
import { CopyRun } from './copy-run.ts'
import { readCursor } from './cursor.ts'
import { chooseFilled, moveToNext } from './move/move-to-next.ts'
import { Pace } from './pace.ts'
import { prepareProjection } from './prepare.ts'
import { CopyProgress } from './progress/copy-progress.ts'
import { mayProject } from './session.ts'
import { StoreCheck } from './store-check.ts'
import {
  elsewhere,
  type ProjectionState,
  requireCurrent,
  type StoreWatch,
  watchStore,
} from './store-watch.ts'
import { StuckTables } from './stuck-tables.ts'

/** How often a waiting question reads the cursor when another process runs the projection. */
const pollMs = 20
/** How long a start waits for another session to release the projection. That of a killed process does so at once. */
const mostWaitingMs = 5_000

/** Copies the log into ClickHouse as it grows, and knows the position of the copy. */
export class Projector {
  readonly #database: Database
  readonly #clickhouse: ClickHouse
  readonly #settings: Env['projection']
  readonly #log: Logger
  readonly #pace: Pace
  readonly #rollUp: RollUp
  readonly #store: StoreWatch
  readonly #check: StoreCheck
  readonly #progress: CopyProgress
  readonly #stuck = Promise.withResolvers<Error>()
  #session: Client | undefined
  /** Whether the session holds the lock of the projection. */
  #mayWrite = false
  /** Dropped after a failure. */
  #run: CopyRun | undefined
  /** The error of a question that found damage, until the damage is repaired. */
  #damage: Error | undefined
  #failures = 0
  #failure: Error | undefined
  readonly #stopping = new AbortController()
  #following: Promise<void> | undefined

  constructor(database: Database, clickhouse: ClickHouse, settings: Env['projection'], log: Logger) {
    this.#database = database
    this.#clickhouse = clickhouse
    this.#settings = settings
    this.#log = log
    this.#pace = new Pace(settings.debounceMs)
    this.#rollUp = new RollUp(clickhouse, log)
    this.#store = watchStore(clickhouse, log)
    this.#check = new StoreCheck(clickhouse, this.#store, log, error => this.#noteDamage(error))
    this.#progress = new CopyProgress(database.pool, settings.waitMs, {
      cursor: () => this.#run?.cursor,
      begun: () => (clickhouse.isEmbedded ? (this.#run?.begun ?? this.#run?.cursor) : undefined),
      awaitProgress: () => this.#awaitProgress(),
    })
    clickhouse.onDamage(error => void this.#noteDamage(error).catch(() => undefined))
  }

  /** Resolves with the reason when only a new process can continue. */
  get stuck(): Promise<Error> {
    return this.#stuck.promise
  }

  /** The error of the last attempt to copy; undefined once an attempt succeeded. */
  get failure(): Error | undefined {
    return this.#failure
  }

  get #isStopping(): boolean {
    return this.#stopping.signal.aborted
  }

  state(): ProjectionState {
    return this.#store.state()
  }

  /**
   * Prepares ClickHouse, then follows the log.
   * @throws Error while another process copies the log to another ClickHouse
   */
  async start(): Promise<void> {
    const until = performance.now() + mostWaitingMs
    await this.#attempt()
    while (this.state() === 'elsewhere' && performance.now() < until) {
      await this.#pause()
      await this.#attempt()
    }
    if (this.state() === 'elsewhere') throw new Error(elsewhere)
    this.#following = this.#follow()
  }

  /** Events were committed: reads the log now instead of at the next poll. */
  wake(): void {
    this.#pace.wake()
  }

  /**
   * Waits, for a bounded time, until every event and every trait that is committed now is copied, events that changed
   * are restated, and the tables derived from events (users, conversations) are up to date.
   * @returns the state of the copy, and what it lacks if the time ran out
   * @throws the reason of the signal when the signal aborts during the wait
   */
  caughtUp(signal?: AbortSignal): Promise<ReadState> {
    return this.#progress.caughtUp(signal)
  }

  /** The state of the copy that a statement which has just ended may have seen in part: the last batch that was begun. */
  begun(): Promise<CopyState> {
    return this.#progress.begun()
  }

  /**
   * Checks that ClickHouse may answer questions.
   * @throws DB_UNAVAILABLE while the log is copied to another ClickHouse, or ClickHouse is damaged or rebuilt
   */
  async requireReadable(): Promise<void> {
    if (this.#run) return requireCurrent(this.state())
    const state = this.#damage ? 'damaged' : await this.#store.judge(await readCursor(this.#database.pool))
    if (!this.#run) this.#store.set(state)
    requireCurrent(state)
  }

  /**
   * Waits, for a bounded time, until a correction of costs has reached ClickHouse.
   * @returns whether it has
   */
  corrected(id: string): Promise<boolean> {
    return this.#progress.corrected(id)
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    this.#pace.stop()
    await this.#following
    await this.#check.end()
    await this.#disconnect()
  }

  /**
   * Rolls up days only when no event waits: during a replay, `users` has activities that ClickHouse does not have yet.
   */
  async #follow(): Promise<void> {
    while (!this.#isStopping) {
      await this.#pause()
      if (!this.#isStopping) await this.#attempt()
      if (this.#run && !this.#isStopping) await this.#rollUp.run(this.#run.client, () => this.#pace.isWanted)
      if (this.#run && !this.#isStopping) await this.#check.look(this.#run.cursor.store!)
    }
  }

  #pause(): Promise<void> {
    return this.#failures ? this.#pace.backOff(this.#failures) : this.#pace.pause()
  }

  async #attempt(): Promise<void> {
    try {
      await this.#project()
      this.#failures = 0
      this.#failure = undefined
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error))
      if (error instanceof StuckTables) this.#stuck.resolve(error)
      if (this.state() === 'rebuilding') this.#store.set('unknown')
      if (this.#mayWrite && isDamage(error)) await this.#noteDamage(error)
      if (this.#failures++ === 0)
        this.#log.error({ err: error }, 'the projection failed and is retried until it succeeds')
      await this.#disconnect()
    }
  }

  async #project(): Promise<void> {
    if (this.#damage) await this.#dropRun()
    if (!this.#run) await this.#connect()
    while (this.#run && !this.#isStopping)
      if (!(await this.#run.copyWaiting())) return this.#moveToNext(this.#run)
  }

  /**
   * Fills a new ClickHouse, if there is one, and prepares it for the next batch as at a start. A start does not wait for that: until
   * then the service would not listen.
   */
  async #moveToNext({ copying }: CopyRun): Promise<void> {
    if (!this.#following || this.#isStopping || !this.#clickhouse.next) return
    this.#log.warn('a new ClickHouse is being filled from the log; until then the former one answers')
    if (!(await moveToNext(copying, this.#stopping.signal))) return
    this.#log.warn('the new ClickHouse has been filled from the log, and answers from now on')
    await this.#dropRun()
  }

  async #connect(): Promise<void> {
    this.#session ??= await this.#openSession()
    await chooseFilled(this.#session, this.#clickhouse)
    this.#mayWrite = await mayProject(this.#session)
    if (!this.#mayWrite) {
      this.#damage = undefined
      return this.#store.set(await this.#store.judge(await readCursor(this.#session)))
    }
    const copying: Copying = {
      client: this.#session,
      clickhouse: this.#clickhouse,
      mostEvents: this.#settings.batchEvents,
      connect: this.#database.connect,
    }
    const cursor = await prepareProjection(
      { ...copying, log: this.#log, onRebuild: () => this.#store.set('rebuilding') },
      this.#damage && (await confirmedDamage(this.#clickhouse, this.#damage, this.#log)),
    )
    this.#run = new CopyRun(copying, cursor, this.#pace, this.#stopping.signal)
    this.#damage = undefined
    this.#rollUp.resume()
    this.#store.set('current')
    this.#check.begin()
  }

  async #openSession(): Promise<Client> {
    const opened = await this.#database.connect()
    await listen(opened, {
      onHurry: () => this.#pace.hurry(),
      onDamage: () => {
        if (this.#mayWrite) void this.#noteDamage(new Error('another process found damaged tables'))
      },
    })
    return opened
  }

  async #disconnect(): Promise<void> {
    const session = this.#session
    this.#session = undefined
    this.#mayWrite = false
    await Promise.all([session?.end().catch(() => undefined), this.#dropRun()])
  }

  /** Forgets the run, whose cursor may be wrong. The session keeps the lock of the projection. */
  async #dropRun(): Promise<void> {
    const run = this.#run
    this.#run = undefined
    await run?.close()
  }

  /**
   * A process that does not run the projection notifies the one that does, which checks its own tables. During a
   * rebuild, missing tables are not damage.
   */
  async #noteDamage(error: Error): Promise<void> {
    if (!this.#mayWrite) {
      await sendDamage(this.#database.pool)
    } else if (this.state() !== 'rebuilding') {
      this.#damage ??= error
      this.#store.set('damaged')
      this.#pace.wake()
    }
  }

  async #awaitProgress(): Promise<void> {
    if (this.#run) this.#pace.hurry()
    else await sendHurry(this.#database.pool)
    await this.#pace.advanced(pollMs)
  }
}
