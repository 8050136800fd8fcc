/** A failure that `onError` gets. `code` is stable, the message is for people. */
export class AnalyticsError extends Error {
  override readonly name = 'AnalyticsError'

  constructor(
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message)
  }
}

export type ErrorCode =
  /** No answer, or one that asks to try again. Told at the first failure of several; the queue tries again. */
  | 'SEND_FAILED'
  /** The key or the address is wrong, so nothing is sent any more. The queue keeps its events. */
  | 'NOT_ALLOWED'
  /** The server refused a call as a whole. It is dropped. */
  | 'REFUSED'
  /** An event has more than 32,768 bytes of properties, or 64,000 bytes together, and is dropped. */
  | 'EVENT_TOO_LARGE'
  /** An event is not JSON, such as one that contains itself, or `beforeSend` failed. It is dropped. */
  | 'EVENT_INVALID'
  /** The oldest events were dropped. Told once until the queue has been empty. */
  | 'QUEUE_FULL'
  /** The browser cannot store the queue, so that a closed page may lose it. */
  | 'STORAGE_FAILED'
  /** `waitUntil` failed, so that a worker may end before its events are sent. */
  | 'WAIT_FAILED'
  /** An event came after `shutdown`, and is dropped. */
  | 'CLOSED'
