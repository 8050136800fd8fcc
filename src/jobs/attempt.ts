import { type Pool } from 'pg'
import { pooledTransaction } from '../postgres/transaction.ts'
import { afterOutage } from './after-outage.ts'
import { type Job, LeaseLost } from './job.ts'
import { type Claimed, type Clock, hold, leaseMs, storeProgress } from './leases.ts'
import { recordEnd } from './record-end.ts'
import { settleDone, settleRepeated } from './settle.ts'

/** An attempt of a job in this process. */
export interface Attempt extends Job, Claimed {
  readonly isFinished: boolean
  /** The time since the attempt began. */
  readonly durationMs: number
  /** The lease was renewed by a statement that was sent at this moment of `performance.now()`. */
  renewed(at: number): void
  /** Aborts the signal. Only the first reason counts. */
  end(reason: Error): void
  /** Forgets the end of the lease. */
  close(): void
}

/** Begins an attempt, whose job was claimed by a statement that was sent at `claimedAt` of `performance.now()`. */
export function beginAttempt(pool: Pool, clock: Clock, claimed: Claimed, claimedAt: number): Attempt {
  const ending = new AbortController()
  const end = (reason: Error) => ending.abort(reason)
  const expiry = expiring(() => end(new LeaseLost()))
  expiry.from(claimedAt)
  const write = writing(pool, claimed, end)
  const settling = settlingOf(write, clock, claimed, claimedAt)
  return {
    ...claimed,
    signal: ending.signal,
    progress: storing(share => storeProgress(pool, claimed, share)),
    write,
    finish: settling.finish,
    repeat: settling.repeat,
    get isFinished() {
      return settling.isFinished
    },
    get durationMs() {
      return performance.now() - claimedAt
    },
    renewed: expiry.from,
    end,
    close: expiry.stop,
  }
}

/** Writes while the attempt has the lease, and ends it otherwise. */
const writing =
  (pool: Pool, claimed: Claimed, end: (reason: Error) => void): Job['write'] =>
  write =>
    pooledTransaction(pool, async client => {
      if (!(await hold(client, claimed))) {
        end(new LeaseLost())
        throw new LeaseLost()
      }
      return write(client)
    })

/** The two ways in which an attempt ends its job: done, or due again. */
function settlingOf(
  write: Job['write'],
  clock: Clock,
  claimed: Claimed,
  claimedAt: number,
): Pick<Attempt, 'finish' | 'repeat' | 'isFinished'> {
  let isFinished = false
  return {
    finish: async (lastWrite = async () => undefined) => {
      if (isFinished) return
      await afterOutage(() =>
        write(async client => {
          await lastWrite(client)
          await settleDone(client, clock, claimed)
          await recordEnd(client, claimed, 'OK', performance.now() - claimedAt)
        }),
      )
      isFinished = true
    },
    repeat: async lastWrite => {
      await afterOutage(() =>
        write(async client => {
          const next = await lastWrite(client)
          await (next ? settleRepeated(client, clock, claimed, next) : settleDone(client, clock, claimed))
        }),
      )
      isFinished = true
    },
    get isFinished() {
      return isFinished
    },
  }
}

/** Another process may have the job once the lease has ended, even if PostgreSQL cannot be asked. */
function expiring(onExpiry: () => void) {
  let timer: NodeJS.Timeout | undefined
  const stop = () => clearTimeout(timer)
  const from = (at: number) => {
    stop()
    timer = setTimeout(onExpiry, at + leaseMs - performance.now()).unref()
  }
  return { from, stop }
}

const progressMs = 1_000

/** Stores shares at most once a second. They are only shown, so an outage may lose one. */
function storing(store: (share: number) => Promise<void>): Job['progress'] {
  let storedAt = -Infinity
  return share => {
    if (!(share >= 0 && share <= 1) || performance.now() - storedAt < progressMs) return
    storedAt = performance.now()
    void store(share).catch(() => undefined)
  }
}
