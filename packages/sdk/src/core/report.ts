import { type Receipt, type Stats } from '../analytics.ts'
import { AnalyticsError, type ErrorCode } from './error.ts'

/** Counts outcomes and passes them on. A callback that fails changes nothing. */
export class Report {
  readonly stats: Stats = { queued: 0, accepted: 0, duplicates: 0, rejected: 0, dropped: 0 }

  constructor(
    private readonly onReceipt?: (receipt: Receipt) => void,
    private readonly onError?: (error: AnalyticsError) => void,
  ) {}

  receipt(receipt: Receipt): void {
    this.stats[counters[receipt.status]]++
    safely(() => this.onReceipt?.(receipt))
  }

  error(code: ErrorCode, message: string): void {
    safely(() => this.onError?.(new AnalyticsError(code, message)))
  }

  dropped(count: number, code: ErrorCode, message: string): void {
    this.stats.dropped += count
    this.error(code, message)
  }
}

const counters = { ACCEPTED: 'accepted', DUPLICATE: 'duplicates', REJECTED: 'rejected' } as const

function safely(call: () => void): void {
  try {
    call()
  } catch {
    // The mistake is one of the callback, and the caller of `track` has no part in it.
  }
}
