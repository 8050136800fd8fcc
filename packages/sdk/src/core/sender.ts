import { longestPauseMs, pauseAfter } from './back-off.ts'
import { type BatchLimits, nextBatch, sizeOf } from './batch.ts'
import { type Clock } from './clock.ts'
import { type Outcome } from './outcome.ts'
import { type Report } from './report.ts'
import { type Item, type Store } from './store.ts'
import { type Send } from './transport.ts'

export interface SenderParts {
  store: Store
  send: Send
  clock: Clock
  /** 0 to 1, for the pauses. */
  random: () => number
  report: Report
}

/** The most that one request takes. The server takes 1,000 events and 1 MiB. */
const most: BatchLimits = { items: 500, bytes: 500_000 }

/** Sends the items of a store, one request at a time, and removes those that are answered. */
export class Sender {
  /** Whether the server takes nothing from this client. */
  isBarred = false
  /** The items of the request that is open. */
  inRequest: Item[] = []
  /** The time before which the server should not be asked again. */
  private notBefore = 0
  private limits = most
  private failures = 0

  constructor(private readonly parts: SenderParts) {}

  /** The milliseconds until the server should be asked again, or less than 0. A clock that was set back adds none. */
  get waitMs(): number {
    const ms = this.notBefore - this.parts.clock.now()
    return ms > longestPauseMs ? 0 : ms
  }

  /** Sends until the store is empty or an attempt has failed. Says whether the store is empty. */
  async sendAll(): Promise<boolean> {
    const { store, send } = this.parts
    let isSettled = true
    while (isSettled && !this.isBarred) {
      this.inRequest = nextBatch(await store.oldest(most.items), this.limits)
      if (!this.inRequest.length) return true
      isSettled = await this.settle(this.inRequest, await send(this.inRequest))
    }
    this.inRequest = []
    return false
  }

  /** Says whether the server has judged the batch; if not, the same one is to be sent again after a pause. */
  async settle(batch: Item[], outcome: Outcome): Promise<boolean> {
    if (outcome.is === 'failed') return this.waitAfter(outcome)
    this.failures = this.notBefore = 0
    if (outcome.is === 'answered') await this.answered(batch, outcome)
    else if (outcome.is === 'refused') await this.refused(batch, outcome)
    else this.barred(outcome.reason)
    return true
  }

  private waitAfter({ reason, retryAfterMs }: Outcome & { is: 'failed' }): false {
    const { clock, random, report } = this.parts
    this.failures++
    this.notBefore = clock.now() + pauseAfter(this.failures, retryAfterMs, random)
    if (this.failures === 1) report.error('SEND_FAILED', reason)
    return false
  }

  private async answered(
    batch: Item[],
    { receipts, objection }: Outcome & { is: 'answered' },
  ): Promise<void> {
    const { report } = this.parts
    this.limits = { ...this.limits, items: Math.min(most.items, this.limits.items * 2) }
    for (const receipt of receipts) report.receipt(receipt)
    if (objection !== undefined) report.dropped(1, 'REFUSED', objection)
    else if (!receipts.length) report.stats.accepted++
    await this.remove(batch)
  }

  /** Halves the batch, down to the one item that the server refuses. */
  private async refused(batch: Item[], { reason, isTooLarge }: Outcome & { is: 'refused' }): Promise<void> {
    const [first, ...others] = batch
    if (!others.length) {
      this.parts.report.dropped(1, 'REFUSED', reason)
      return this.remove([first!])
    }
    if (isTooLarge) this.limits = { ...this.limits, bytes: sizeOf(batch) / 2 }
    else this.limits = { ...this.limits, items: Math.ceil(batch.length / 2) }
  }

  private barred(reason: string): void {
    this.isBarred = true
    this.parts.report.error('NOT_ALLOWED', reason)
  }

  private remove(items: Item[]): Promise<void> {
    return this.parts.store.remove(items.map(item => item.key))
  }
}
