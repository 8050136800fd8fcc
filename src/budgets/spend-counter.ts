import { setTimeout as pause } from 'node:timers/promises'
import { type Client } from 'pg'
import { type Logger } from 'pino'
import { type EventRow } from '../entities/event-columns.ts'
import { type Database } from '../postgres/database.ts'
import { type RequestServices } from '../request/request-scope.ts'
import { AskedUsers } from './asked-users.ts'
import { inSnapshot, inTurn, openCountSession } from './count-session.ts'
import { countChanged, countNew } from './count-step.ts'
import { OwnWrites } from './own-writes.ts'
import { refreshMembers } from './segment-members.ts'
import { type UserSpend, userSpends, type ViewedBudget, viewedBudgets } from './spend-view.ts'

/** How often the spend of budgets is counted. */
const everyMs = 1_000

interface Settings {
  database: Database
  log: Logger
  /** The clock that periods go by. */
  now?: () => Date
}

/** What this process knows of the spend of all budgets. */
interface View {
  /** The time of the count. */
  at: Date
  byProject: Map<string, ViewedBudget[]>
}

/**
 * Counts the spend of budgets every second, and keeps in memory what `budgetStatus` answers from. Every process counts; the
 * lock of `inTurn` makes them take turns, and each counts only what no other has counted yet.
 */
export class SpendCounter {
  readonly #database: Database
  readonly #log: Logger
  readonly #stopping = new AbortController()
  readonly #ownWrites = new OwnWrites()
  readonly #users = new AskedUsers()
  readonly now: () => Date
  /** The services with which members of segments are looked up; absent before the start. */
  #services: RequestServices | undefined
  #session: Client | undefined
  #running: Promise<void> = Promise.resolve()
  #waiting: Promise<void> | undefined
  #counting: Promise<void> = Promise.resolve()
  #membersChanged = new Set<string>()
  #refreshing: Promise<void> | undefined
  #isFailing = false
  #lookedAt = 0
  #view: View | undefined

  constructor({ database, log, now = () => new Date() }: Settings) {
    this.#database = database
    this.#log = log
    this.now = now
  }

  /** Counts every second from now on; resolves after the first count. */
  async start(services: RequestServices): Promise<void> {
    this.#services = services
    await this.#countOrLog()
    this.#counting = this.#keepCounting()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    // A first count may take long; the next process repeats it.
    await this.#endSession()
    await this.#counting
    await this.#running.catch(() => undefined)
    await this.#refreshing
  }

  /**
   * Counts everything that is committed now; callers that come while another count runs share the next one.
   * @throws when PostgreSQL cannot be reached, or another process counts for more than 2 s
   */
  count(): Promise<void> {
    this.#waiting ??= this.#running
      .catch(() => undefined)
      .then(() => {
        this.#waiting = undefined
        this.#running = this.#count()
        return this.#running
      })
    return this.#waiting
  }

  /** The time of the last count; undefined before the first one. */
  get countedAt(): Date | undefined {
    return this.#view?.at
  }

  /** The age of the last count; that of the process before the first one. */
  get ageSeconds(): number {
    return (performance.now() - this.#lookedAt) / 1_000
  }

  /** The budgets of a project as they were at the last count. */
  budgetsOf(project: string): ViewedBudget[] {
    return this.#view?.byProject.get(project) ?? []
  }

  /** Notes events that this process has written and that are new. */
  noteWritten(events: EventRow[]): void {
    this.#ownWrites.add(events, project => this.budgetsOf(project))
  }

  /** What this process has written of a budget since the last count; `userNo` is 0 unless spend is kept for each user. */
  writtenSince(budgetId: string, userNo: number) {
    return this.#ownWrites.spent(budgetId, userNo)
  }

  /** A user in the last count, from memory if the user was asked for lately; undefined for a user who does not exist. */
  userSpend(project: string, userId: string): Promise<UserSpend | undefined> {
    return this.#users.find({ project, userId }, asked =>
      userSpends(this.#database.pool, this.budgetsOf(project), asked),
    )
  }

  async #keepCounting(): Promise<void> {
    const { signal } = this.#stopping
    for (;;) {
      await pause(everyMs, undefined, { signal }).catch(() => undefined)
      if (signal.aborted) return
      await this.#countOrLog()
    }
  }

  async #countOrLog(): Promise<void> {
    try {
      await this.count()
      this.#isFailing = false
    } catch (error) {
      if (!this.#isFailing && !this.#stopping.signal.aborted)
        this.#log.error({ err: error }, 'budgets are not counted: budgetStatus answers from the last count')
      this.#isFailing = true
    }
  }

  async #count(): Promise<void> {
    this.#stopping.signal.throwIfAborted()
    const now = this.now()
    try {
      this.#session ??= await openCountSession(this.#database)
      await inTurn(this.#session, () => this.#takeIn(this.#session!, now))
      await this.#look(this.#session, now)
      this.#ownWrites.countIsSeen()
      this.#lookedAt = performance.now()
    } catch (error) {
      await this.#endSession()
      throw error
    }
    if (this.#services) this.#refreshMembers(this.#services, now)
  }

  async #takeIn(session: Client, now: Date): Promise<void> {
    this.#ownWrites.countBegins()
    const membersChanged = this.#membersChanged
    await countNew(session, { now, membersChanged })
    this.#membersChanged = this.#membersChanged.difference(membersChanged)
    for (const error of await countChanged(session, now))
      this.#log.error({ err: error }, 'a budget could not be counted; the next count tries again')
  }

  async #look(session: Client, now: Date): Promise<void> {
    const asked = this.#users.lately()
    await inSnapshot(session, async () => {
      const budgets = await viewedBudgets(session, now)
      const users = await userSpends(session, budgets, asked)
      this.#view = { at: now, byProject: Map.groupBy(budgets, ({ project }) => project) }
      this.#users.replace(asked, users)
    })
  }

  /** In the background: ClickHouse may be slow or away, while calls are counted all the same. */
  #refreshMembers(services: RequestServices, now: Date): void {
    const { signal } = this.#stopping
    this.#refreshing ??= refreshMembers(services, now, signal)
      .then(({ budgetIds, failures }) => {
        this.#membersChanged = this.#membersChanged.union(new Set(budgetIds))
        for (const error of failures) this.#noteMembersMissing(error)
      })
      .catch(error => this.#noteMembersMissing(error))
      .finally(() => {
        this.#refreshing = undefined
      })
  }

  #noteMembersMissing(error: unknown): void {
    if (!this.#stopping.signal.aborted)
      this.#log.error({ err: error }, 'members of a segment with a budget are not looked up for a minute')
  }

  async #endSession(): Promise<void> {
    const session = this.#session
    this.#session = undefined
    await session?.end().catch(() => undefined)
  }
}
