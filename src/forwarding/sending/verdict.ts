import { type ForwardingCode } from '../../codes/forwarding-code.ts'
import { type DeliveryFailure } from '../../delivery/delivery-failure.ts'
import { retryAfterMs } from '../../delivery/retry-delay.ts'

/** Why rows were not taken. The text is shown to administrators and has no secret. */
export interface Refusal {
  code: ForwardingCode
  message: string
  /** Null without an answer. */
  status: number | null
}

/** What comes of a request with rows. */
export type Verdict =
  /** The rows are taken, except for some, by their places; `lost` rows are refused without saying which. */
  | { type: 'taken'; refused: Map<number, Refusal>; lost: number; because?: Refusal }
  /** Something in the request is refused: with fewer rows it shows what. */
  | { type: 'refused'; because: Refusal }
  /** The same request may be taken later. */
  | { type: 'later'; because: Refusal; retryAfterMs?: number | undefined }
  /** No request will be taken until an administrator changes something. */
  | { type: 'never'; because: Refusal }

/** What an answer means that says nothing about single rows; `text` is its begin. */
export function verdictOf(
  status: number,
  headers: { 'retry-after'?: string | undefined },
  text: string,
): Verdict {
  if (status >= 200 && status < 300) return { type: 'taken', refused: new Map(), lost: 0 }
  const [type, code] = meanings[status] ?? (status >= 500 ? later('SERVER_ERROR') : never('WRONG_ADDRESS'))
  const because = { code, message: `The server answered ${status}. ${text}`.trim().slice(0, 500), status }
  return type === 'later'
    ? { type, because, retryAfterMs: retryAfterMs(headers['retry-after']) }
    : { type, because }
}

type Meaning = ['refused' | 'later' | 'never', ForwardingCode]
const later = (code: ForwardingCode): Meaning => ['later', code]
const never = (code: ForwardingCode): Meaning => ['never', code]
const refused = (code: ForwardingCode): Meaning => ['refused', code]

/** The statuses with a meaning of their own. */
const meanings: Record<number, Meaning> = {
  400: refused('REFUSED'),
  401: never('UNAUTHORIZED'),
  403: never('UNAUTHORIZED'),
  408: later('SERVER_ERROR'),
  409: refused('REFUSED'),
  413: refused('TOO_LARGE'),
  421: later('SERVER_ERROR'),
  422: refused('REFUSED'),
  425: later('SERVER_ERROR'),
  429: later('RATE_LIMITED'),
}

/** What it means that there was no answer. */
export function withoutAnswer({ code, message }: DeliveryFailure): Verdict {
  const because = (code: ForwardingCode): Refusal => ({ code, message, status: null })
  if (code === 'ADDRESS_NOT_ALLOWED' || code === 'SECRET_LOST')
    return { type: 'never', because: because(code) }
  return { type: 'later', because: because(code === 'TIMEOUT' ? 'TIMEOUT' : 'UNREACHABLE') }
}
