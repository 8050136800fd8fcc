import { type DeliveryCode } from '../codes/delivery-code.ts'

/** What comes after a failed attempt. */
export interface After {
  /** Whether another attempt would fail in the same way. */
  isFinal: boolean
  /** The wait that the server asked for. */
  retryAfterMs?: number | undefined
}

/** An attempt that did not deliver a message. The text is shown to administrators and has no secret. */
export class DeliveryFailure extends Error {
  constructor(
    readonly code: DeliveryCode,
    message: string,
    readonly after: After = { isFinal: false },
  ) {
    super(message)
  }
}
