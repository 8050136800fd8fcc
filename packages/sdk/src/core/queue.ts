import { nextBatch, sizeOf } from './batch.ts'
import { ownItems } from './own-items.ts'
import { Sender, type SenderParts } from './sender.ts'
import { type Item } from './store.ts'

export interface QueueParts extends SenderParts {
  /** Runs `work` while no other page with the same store does. */
  alone: (work: () => Promise<void>) => Promise<void>
  flushAt: number
  flushIntervalMs: number
  maxQueue: number
}

/** The most that the requests of a page that closes may hold together: browsers allow 64 KiB. */
const mostBytesAtPageEnd = 60_000
/** More than a request holds beside its items. */
const wrappingBytes = 300

/** Keeps calls in their order until the server has answered, and decides when they are sent. */
export class Queue {
  private readonly items
  private readonly sender
  private stored: Promise<unknown> = Promise.resolve()
  private sending: Promise<void> | undefined
  private timer: { due: number; cancel: () => void } | undefined
  /** The items in open requests that outlive the page. */
  private readonly leaving = new Set<Item>()
  private isFull = false
  private isDraining = false
  private isClosed = false

  constructor(private readonly parts: QueueParts) {
    this.items = ownItems(parts.store)
    this.sender = new Sender({ ...parts, store: this.items })
  }

  add(item: Item): void {
    const { report, flushAt, flushIntervalMs } = this.parts
    if (this.isClosed) {
      report.dropped(1, 'CLOSED', 'The client is shut down.')
      return
    }
    report.stats.queued++
    this.stored = Promise.all([this.stored, this.items.add(item)]).then(() => this.makeRoom())
    this.sendWithin(this.items.unsentCount() >= flushAt ? 0 : flushIntervalMs)
  }

  /** Sends the queue now. Resolves when it is empty, or when an attempt has failed: the rest is sent later. */
  async flush(): Promise<void> {
    await this.sending
    this.sending ??= this.parts
      .alone(() => this.sendAll())
      .finally(() => {
        this.sending = undefined
      })
    await this.sending
  }

  /** Sends the queue, and takes nothing more. */
  close(timeoutMs: number): Promise<void> {
    this.isClosed = true
    return this.drain(timeoutMs)
  }

  /** Sends the queue, trying again after failures. Resolves when it is empty, or after `timeoutMs`. */
  async drain(timeoutMs: number): Promise<void> {
    const { clock } = this.parts
    const end = clock.now() + timeoutMs
    this.isDraining = true
    do {
      await this.atMost(end - clock.now(), this.flush())
      if (!(await this.items.count())) break
      await this.atMost(Math.min(end - clock.now(), this.sender.waitMs))
    } while (clock.now() < end && !this.sender.isBarred)
    this.isDraining = false
  }

  /**
   * Sends what this page has not sent yet, with requests that outlive the page. The store keeps these items until they
   * are answered: if that does not happen, the next page sends them again, under the same ids.
   */
  sendAtPageEnd(): void {
    let rest = this.items.unsent().filter(item => !this.leaving.has(item))
    let bytes = mostBytesAtPageEnd - sizeOf([...this.leaving])
    while (!this.sender.isBarred) {
      bytes -= wrappingBytes
      const batch = nextBatch(rest, { items: 500, bytes })
      bytes -= sizeOf(batch)
      if (!batch.length || bytes < 0) return
      rest = rest.slice(batch.length)
      void this.leave(batch)
    }
  }

  private async leave(batch: Item[]): Promise<void> {
    for (const item of batch) this.leaving.add(item)
    await this.sender.settle(batch, await this.parts.send(batch, 'keepalive'))
    for (const item of batch) this.leaving.delete(item)
  }

  private async sendAll(): Promise<void> {
    await this.stored
    const isEmpty = await this.sender.sendAll()
    if (isEmpty) {
      this.items.allSent()
      this.isFull = false
    } else this.sendWithin(0)
  }

  private sendWithin(ms: number): void {
    const { clock } = this.parts
    const due = clock.now() + Math.max(ms, this.sender.waitMs)
    if (this.isDraining || this.sender.isBarred || (this.timer && this.timer.due <= due)) return
    this.timer?.cancel()
    this.timer = { due, cancel: clock.after(due - clock.now(), () => this.sendDue()) }
  }

  private sendDue(): void {
    this.timer = undefined
    const isTooEarly = this.sender.waitMs > 0
    if (isTooEarly) this.sendWithin(0)
    else void this.flush()
  }

  /** Drops the oldest items beyond `maxQueue`, except those that are being sent. */
  private async makeRoom(): Promise<void> {
    const { maxQueue, report } = this.parts
    const over = (await this.items.count()) - maxQueue
    if (over <= 0) return
    const { inRequest } = this.sender
    const oldest = await this.items.oldest(over + inRequest.length)
    const dropped = oldest.filter(({ key }) => !inRequest.some(item => item.key === key)).slice(0, over)
    await this.items.remove(dropped.map(({ key }) => key))
    report.stats.dropped += dropped.length
    if (!this.isFull) report.error('QUEUE_FULL', 'The oldest events are dropped.')
    this.isFull = true
  }

  /** Waits for `work`, but not longer than `ms`. */
  private atMost(ms: number, work?: Promise<void>): Promise<void> {
    return new Promise(resolve => {
      const cancel = this.parts.clock.after(Math.max(0, ms), resolve, 'awaited')
      void work?.finally(cancel).then(resolve)
    })
  }
}
