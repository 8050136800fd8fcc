import { type DeliveryCode } from '../codes/delivery-code.ts'

/** What comes after a failed attempt. */
export interface After {
  /** Whether another attempt would fail in the same way. */
  isFinal: boolean
  /** The wait that the server asked for. */
  retryAfterMs?: number | undefined
}

/** What a webhook answered. */
export interface WebhookAnswer {
  /** The HTTP status. */
  status: number
  /** The time from the begin of the request to the end of the answer. */
  durationMs: number
  /** The first 1,000 characters of the body. */
  text: string
}

/** An attempt that did not deliver a message. The text is shown to administrators and has no secret. */
export class DeliveryFailure extends Error {
  constructor(
    readonly code: DeliveryCode,
    message: string,
    readonly after: After = { isFinal: false },
    /** Undefined if the server gave no whole answer. */
    readonly answer?: WebhookAnswer,
  ) {
    super(message)
  }
}
