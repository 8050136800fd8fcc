import { type Client } from 'pg'
import { type Logger } from 'pino'
import { type ClickHouse } from '../clickhouse/client.ts'
import { isDamage } from '../clickhouse/damage.ts'
import { type Env } from '../env.ts'
import { type Database } from '../postgres/database.ts'
import { RollUp } from '../rollup/roll-up.ts'
import { Batches, type Copying } from './batches.ts'
import { damagedPart } from './check-tables.ts'
import { copyUsers } from './copy-users.ts'
import { correctCosts } from './correct-costs.ts'
import { isCorrected } from './corrections.ts'
import { type Cursor, readCursor, readHead } from './cursor.ts'
import { isAtOrAfter } from './log-position.ts'
import { Pace } from './pace.ts'
import { prepareProjection } from './prepare.ts'
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

/** On which a process that does not project tells the one that does that a question waits. */
const hurryChannel = 'convograph_hurry'
/** What a process that does not project says on that channel when a question has met damaged tables. */
const damaged = 'damaged'
/** How soon a question that waits looks again where another process projects. */
const lookAgainMs = 20
/** How long a start waits for another session to give up the projection: that of a killed process does so at once. */
const mostWaitingMs = 5_000
/** How long who corrects costs waits for ClickHouse to have them. */
const mostCorrectingMs = 10_000

/** What the process that projects works with, until something fails. */
interface Projecting {
  client: Client
  batches: Batches
}

/** Copies the log into ClickHouse as it grows, and knows how far it has come. */
export class Projector {
  readonly #database: Database
  readonly #clickhouse: ClickHouse
  readonly #settings: Env['projection']
  readonly #log: Logger
  readonly #pace: Pace
  readonly #rollUp: RollUp
  readonly #store: StoreWatch
  readonly #check: StoreCheck
  readonly #stuck = Promise.withResolvers<Error>()
  #session: Client | undefined
  /** Whether the session is the one that projects, or is about to. */
  #mayWrite = false
  #projecting: Projecting | undefined
  #cursor: Cursor | undefined
  /** What a question met, until it is repaired. */
  #damage: Error | undefined
  #failures = 0
  #isStopping = false
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
    clickhouse.onDamage(error => void this.#noteDamage(error).catch(() => undefined))
  }

  /** Resolves when only another process can go on, with the reason. */
  get stuck(): Promise<Error> {
    return this.#stuck.promise
  }

  state(): ProjectionState {
    return this.#store.state()
  }

  /**
   * Brings ClickHouse to where the log can be continued from, then follows the log.
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

  /** Facts were committed: do not wait for the next look at the log. */
  wake(): void {
    this.#pace.wake()
  }

  /**
   * Waits, for a bounded time, until every fact and every trait committed by now is copied, and what PostgreSQL keeps of
   * facts (users, conversations) is up to date.
   * @returns the instant before which everything received is in
   * @throws the reason of the signal when it aborts meanwhile
   */
  async caughtUp(signal?: AbortSignal): Promise<Date> {
    const asked = new Date()
    const until = performance.now() + this.#settings.waitMs
    const head = await readHead(this.#database.log)
    for (;;) {
      signal?.throwIfAborted()
      const now = this.#cursor ?? (await readCursor(this.#database.log))
      if (isAtOrAfter(now, head) && isAtOrAfter(now.users, head.users)) return asked
      if (performance.now() >= until) return now.receivedAt ?? new Date(0)
      await this.#lookAgain()
    }
  }

  /**
   * Whether ClickHouse may be asked.
   * @throws DB_UNAVAILABLE while ClickHouse here is not the one that the log is copied to, is damaged, or is being filled
   */
  async requireReadable(): Promise<void> {
    if (this.#cursor) return requireCurrent(this.state())
    const state = this.#damage ? 'damaged' : await this.#store.judge(await readCursor(this.#database.log))
    if (!this.#projecting) this.#store.set(state)
    requireCurrent(state)
  }

  /**
   * Waits, for a bounded time, until a correction of costs has reached ClickHouse.
   * @returns whether it has
   */
  async corrected(id: string): Promise<boolean> {
    const until = performance.now() + mostCorrectingMs
    while (performance.now() < until) {
      if (await isCorrected(this.#database.log, id)) return true
      await this.#lookAgain()
    }
    return false
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    this.#pace.stop()
    await this.#following
    await this.#check.end()
    await this.#disconnect()
  }

  /** Days are rolled up only when no fact waits: while the log is replayed, `users` know more than ClickHouse. */
  async #follow(): Promise<void> {
    while (!this.#isStopping) {
      await this.#pause()
      if (!this.#isStopping) await this.#attempt()
      if (this.#projecting && !this.#isStopping) await this.#rollUp.run(this.#projecting.client)
      if (this.#projecting && !this.#isStopping) await this.#check.look(this.#cursor!.store!)
    }
  }

  #pause(): Promise<void> {
    return this.#failures ? this.#pace.backOff(this.#failures) : this.#pace.pause()
  }

  async #attempt(): Promise<void> {
    try {
      await this.#project()
      this.#failures = 0
    } catch (error) {
      if (error instanceof StuckTables) this.#stuck.resolve(error)
      if (this.state() === 'rebuilding') this.#store.set('unknown')
      if (this.#mayWrite && isDamage(error)) await this.#noteDamage(error)
      if (this.#failures++ === 0)
        this.#log.error({ err: error }, 'the projection stands still and tries again until it moves')
      await this.#disconnect()
    }
  }

  async #project(): Promise<void> {
    if (this.#damage) await this.#putDown()
    if (!this.#projecting) await this.#connect()
    while (this.#projecting && !this.#isStopping) {
      await this.#copyFacts(this.#projecting.batches)
      await this.#copyChangedUsers(this.#projecting.client)
      if (!(await correctCosts(this.#projecting.client, this.#clickhouse))) return
      this.#pace.advance()
    }
  }

  async #copyFacts(batches: Batches): Promise<void> {
    while (!this.#isStopping) {
      const next = await batches.copyNext()
      if (!next) return
      this.#cursor = next
      this.#pace.advance()
      // A batch that is not full had all there was; what came meanwhile is worth gathering first.
      if (!batches.hasNext) return
    }
  }

  async #copyChangedUsers(client: Client): Promise<void> {
    while (!this.#isStopping) {
      const copied = await copyUsers(client, this.#clickhouse, this.#settings.batchFacts)
      if (!copied) return
      this.#cursor = { ...this.#cursor!, users: copied.to }
      this.#pace.advance()
      // Where new users come all the time, facts would wait for an end that never comes.
      if (!copied.isFull) return
    }
  }

  async #connect(): Promise<void> {
    this.#session ??= await this.#openSession()
    this.#mayWrite = await mayProject(this.#session)
    if (!this.#mayWrite) return this.#standBy(this.#session)
    const copying: Copying = {
      client: this.#session,
      clickhouse: this.#clickhouse,
      mostFacts: this.#settings.batchFacts,
      connect: this.#database.connect,
    }
    const onRebuild = () => this.#store.set('rebuilding')
    this.#cursor = await prepareProjection(
      { ...copying, log: this.#log, onRebuild },
      await this.#confirmedDamage(),
    )
    this.#projecting = { client: this.#session, batches: new Batches(copying) }
    this.#damage = undefined
    this.#store.set('current')
    this.#check.begin()
  }

  async #standBy(watching: Client): Promise<void> {
    this.#damage = undefined
    this.#store.set(await this.#store.judge(await readCursor(watching)))
  }

  /** A question that waits in another process says so; where a notice goes amiss, it waits for the next look. */
  async #openSession(): Promise<Client> {
    const opened = await this.#database.connect()
    opened.on('notification', ({ payload }) => {
      if (payload !== damaged) this.#pace.hurry()
      else if (this.#mayWrite) void this.#noteDamage(new Error('another process met damaged tables'))
    })
    await opened.query(`listen ${hurryChannel}`)
    return opened
  }

  async #disconnect(): Promise<void> {
    const session = this.#session
    this.#session = undefined
    this.#mayWrite = false
    await Promise.all([session?.end().catch(() => undefined), this.#putDown()])
  }

  /** The place is not trusted any more; the session stays the one that projects. */
  async #putDown(): Promise<void> {
    const batches = this.#projecting?.batches
    this.#projecting = undefined
    this.#cursor = undefined
    await batches?.close()
  }

  /**
   * Where another process projects, that one is told: it looks for itself. While everything is filled anew, what a
   * question misses is no damage.
   */
  async #noteDamage(error: Error): Promise<void> {
    if (!this.#mayWrite) {
      await this.#database.log.query('select pg_notify($1, $2)', [hurryChannel, damaged])
    } else if (this.state() !== 'rebuilding') {
      this.#damage ??= error
      this.#store.set('damaged')
      this.#pace.wake()
    }
  }

  /** Why everything has to be filled anew, if the files are damaged indeed. */
  async #confirmedDamage(): Promise<string | undefined> {
    if (!this.#damage) return undefined
    const found = await damagedPart(this.#clickhouse)
    if (found) return `The table ${found.table} is damaged`
    this.#log.warn({ err: this.#damage }, 'ClickHouse seemed to be damaged, and all of its files can be read')
    return undefined
  }

  async #lookAgain(): Promise<void> {
    if (this.#projecting) this.#pace.hurry()
    else await this.#database.log.query(`notify ${hurryChannel}`)
    await this.#pace.advanced(lookAgainMs)
  }
}
