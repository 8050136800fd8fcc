import { setTimeout as pause } from 'node:timers/promises'
import { isOutage } from '../postgres/database.ts'
import { keepListening } from '../postgres/keep-listening.ts'
import { type Attempt, beginAttempt } from './attempt.ts'
import { createBell } from './bell.ts'
import { cancelJob, type JobName } from './cancel-job.ts'
import { channel } from './channel.ts'
import { Cancelled, type JobKind, LeaseLost, Stopping, type StoredJob } from './job.ts'
import { type Claimed, type Clock, claim, renew, renewMs } from './leases.ts'
import { type RunnerServices, runAttempt } from './run-attempt.ts'
import { settleInterrupted } from './settle.ts'
import { keepJobsSwept } from './sweep-jobs.ts'
import { within } from './within.ts'

/** How often the table is read for jobs that became due, and for those of which no message came. */
const pollMs = 5_000
/** The pause before leases are renewed again after that has failed. */
const renewAgainMs = 2_000
/** How long the ends of attempts may take that a stop has aborted. */
const graceMs = 2_000

interface Settings extends Omit<RunnerServices, 'clock'> {
  clock?: Clock
  /** How long running jobs may go on while the process stops. */
  drainMs?: number
}

interface Running {
  attempt: Attempt
  ended: Promise<void>
}

/** Runs jobs in this process. The runners of several processes share the table `work`. */
export class JobRunner {
  readonly #services: RunnerServices
  readonly #drainMs: number
  readonly #bell = createBell()
  readonly #stopping = new AbortController()
  /** By their leases. */
  readonly #running = new Map<string, Running>()
  #kinds: readonly JobKind[] = []
  #claiming = Promise.resolve()
  #others: Promise<unknown> = Promise.resolve()
  #stopped: Promise<void> | undefined

  constructor({ clock = { aheadMs: 0 }, drainMs = 10_000, ...services }: Settings) {
    this.#services = { ...services, clock }
    this.#drainMs = drainMs
  }

  /** Begins to run jobs of these kinds. */
  start(kinds: readonly JobKind[]): void {
    this.#kinds = kinds
    const { signal } = this.#stopping
    const { database, clock } = this.#services
    this.#claiming = this.#keepClaiming(signal)
    this.#others = Promise.all([
      this.#keepRenewing(signal),
      keepListening(database, channel, signal, id => this.#hear(id)),
      keepJobsSwept(database.pool, clock, signal, error => this.#warn(error, 'old jobs are not deleted')),
    ])
  }

  /** Claims what is due now instead of at the next poll. */
  wake(): void {
    this.#bell.ring()
  }

  /**
   * Cancels a job that has not ended. A running attempt writes nothing more, in any process.
   * @returns the job; undefined if the project has no such job, it has ended, or its kind is not cancelled
   */
  cancel(name: JobName): Promise<StoredJob | undefined> {
    return cancelJob(this.#services.database.pool, this.#kinds, name)
  }

  /** Claims nothing more, gives the running jobs 10 s, then aborts their signals and gives their leases back. */
  stop(): Promise<void> {
    this.#stopped ??= this.#drain()
    return this.#stopped
  }

  async #drain(): Promise<void> {
    this.#stopping.abort()
    this.wake()
    await this.#claiming
    await within(this.#drainMs, this.#allEnded())
    for (const { attempt } of this.#running.values()) attempt.end(new Stopping())
    await within(graceMs, this.#allEnded())
    await this.#giveBack()
    await this.#others
  }

  #allEnded(): Promise<unknown> {
    return Promise.all([...this.#running.values()].map(({ ended }) => ended))
  }

  /** The jobs whose code goes on although their signals have aborted. */
  async #giveBack(): Promise<void> {
    const { database, clock } = this.#services
    const attempts = [...this.#running.values()].map(({ attempt }) => attempt)
    await Promise.allSettled(attempts.map(attempt => settleInterrupted(database.pool, clock, attempt)))
  }

  async #keepClaiming(stopping: AbortSignal): Promise<void> {
    while (!stopping.aborted) {
      await this.#claimDue(stopping).catch(error => this.#warn(error, 'no jobs can be claimed'))
      await this.#bell.heard(pollMs)
    }
  }

  async #claimDue(stopping: AbortSignal): Promise<void> {
    const { database, clock } = this.#services
    for (const kind of this.#kinds) {
      while (!stopping.aborted && this.#runningOf(kind) < kind.concurrency) {
        const at = performance.now()
        const claimed = await claim(database.pool, clock, kind.name)
        if (!claimed) break
        this.#begin(kind, claimed, at)
      }
    }
  }

  #runningOf({ name }: JobKind): number {
    return [...this.#running.values()].filter(({ attempt }) => attempt.kind === name).length
  }

  #begin(kind: JobKind, claimed: Claimed, at: number): void {
    const { database, clock } = this.#services
    const attempt = beginAttempt(database.pool, clock, claimed, at)
    this.#running.set(claimed.lease, { attempt, ended: this.#run(kind, attempt) })
  }

  async #run(kind: JobKind, attempt: Attempt): Promise<void> {
    try {
      const outcome = await runAttempt(this.#services, kind, attempt)
      this.#services.metrics.jobAttempts.inc({ kind: kind.name, outcome })
    } catch (error) {
      // The job is due again once its lease has ended.
      this.#warn(error, 'the end of an attempt was not stored')
    } finally {
      attempt.close()
      this.#running.delete(attempt.lease)
      this.wake()
    }
  }

  async #keepRenewing(stopping: AbortSignal): Promise<void> {
    let ms = renewMs
    while (!stopping.aborted) {
      await pause(ms, undefined, { signal: stopping }).catch(() => undefined)
      const isRenewed = await this.#renew().catch(error => this.#warn(error, 'leases are not renewed'))
      ms = isRenewed ? renewMs : renewAgainMs
    }
  }

  async #renew(): Promise<true> {
    const asked = [...this.#running.values()]
    if (!asked.length) return true
    const { database, clock } = this.#services
    const at = performance.now()
    const held = await renew(
      database.pool,
      clock,
      asked.map(({ attempt }) => attempt.lease),
    )
    for (const { attempt } of asked) {
      const lease = held.get(attempt.lease)
      if (!lease) attempt.end(new LeaseLost())
      else if (lease.isRenewed) attempt.renewed(at)
    }
    return true
  }

  /** A message has the id of a cancelled job, or nothing if there is a new one. */
  #hear(cancelled: string): void {
    if (!cancelled) this.wake()
    for (const { attempt } of this.#running.values())
      if (attempt.id === cancelled) attempt.end(new Cancelled())
  }

  /** During an outage every loop fails again and again, which other parts of the service report. */
  #warn(error: unknown, message: string): void {
    this.#services.log[isOutage(error) ? 'debug' : 'warn']({ err: error }, message)
  }
}
