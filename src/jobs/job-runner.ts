import { setTimeout as pause } from 'node:timers/promises'
import { type Attempt, beginAttempt } from './attempt.ts'
import { createBell } from './bell.ts'
import { cancelJob, type JobName } from './cancel-job.ts'
import { keepListening } from './channel.ts'
import { Cancelled, type JobKind, LeaseLost, Stopping, type StoredJob } from './job.ts'
import { type Claimed, type Clock, claim, renew, renewMs } from './leases.ts'
import { interrupt, type RunnerServices, runAttempt } from './run-attempt.ts'
import { within } from './within.ts'

/** How often the table is read for jobs that became due, and for those of which no message came. */
const pollMs = 5_000
/** The pause before leases are renewed again after that has failed. */
const renewAgainMs = 2_000
/** How long running jobs may go on while the process stops, and how long their ends may take after that. */
const drainMs = 10_000
const graceMs = 2_000

interface Running {
  attempt: Attempt
  ended: Promise<void>
}

/** Runs jobs in this process. The runners of several processes share the table `work`. */
export class JobRunner {
  readonly #services: RunnerServices
  readonly #bell = createBell()
  readonly #stopping = new AbortController()
  /** By their leases. */
  readonly #running = new Map<string, Running>()
  #kinds: readonly JobKind[] = []
  #claiming = Promise.resolve()
  #others: Promise<unknown> = Promise.resolve()

  constructor({ clock = { aheadMs: 0 }, ...services }: Omit<RunnerServices, 'clock'> & { clock?: Clock }) {
    this.#services = { ...services, clock }
  }

  /** Begins to run jobs of these kinds. */
  start(kinds: readonly JobKind[]): void {
    this.#kinds = kinds
    const { signal } = this.#stopping
    this.#claiming = this.#keepClaiming(signal)
    this.#others = Promise.all([
      this.#keepRenewing(signal),
      keepListening(this.#services.database, signal, id => this.#hear(id)),
    ])
  }

  /** Claims what is due now instead of at the next poll. */
  wake(): void {
    this.#bell.ring()
  }

  /**
   * Cancels a job that has not ended. A running attempt writes nothing more, in any process.
   * @returns the job; undefined if the project has no such job, or it has ended
   */
  cancel(name: JobName): Promise<StoredJob | undefined> {
    return cancelJob(this.#services.database.pool, this.#kinds, name)
  }

  /** Claims nothing more, gives the running jobs 10 s, then aborts their signals and gives their leases back. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    this.wake()
    await this.#claiming
    await within(drainMs, this.#allEnded())
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
    const attempts = [...this.#running.values()].map(({ attempt }) => attempt)
    await Promise.all(attempts.map(attempt => interrupt(this.#services, attempt).catch(() => undefined)))
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
      const room = kind.concurrency - this.#runningOf(kind)
      if (room <= 0 || stopping.aborted) continue
      const at = performance.now()
      const claimed = await claim(database.pool, clock, kind.name, room)
      for (const each of claimed) this.#begin(kind, each, at)
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
    for (const { attempt } of asked)
      if (held.has(attempt.lease)) attempt.renewed(at)
      else attempt.end(new LeaseLost())
    return true
  }

  /** A message has the id of a cancelled job, or nothing if there is a new one. */
  #hear(cancelled: string): void {
    if (!cancelled) this.wake()
    for (const { attempt } of this.#running.values())
      if (attempt.id === cancelled) attempt.end(new Cancelled())
  }

  #warn(error: unknown, message: string): void {
    this.#services.log.warn({ err: error }, message)
  }
}
