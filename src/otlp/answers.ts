import { type Encoding } from './body.ts'
import { ErrorInfo, RpcStatus, TraceResponse } from './messages.ts'
import { type Tracked } from './track-spans.ts'

/** The body of an answer to spans that were read: `ExportTraceServiceResponse`. */
export function tracesAnswer(encoding: Encoding, { rejected, message }: Tracked): string | Uint8Array {
  // JSON has numbers of 64 bits as text.
  const partialSuccess = { rejectedSpans: String(rejected), errorMessage: message }
  const answer = message ? { partialSuccess } : {}
  return encoding === 'JSON' ? JSON.stringify(answer) : TraceResponse.encode(answer).finish()
}

/** A refusal of the whole request. */
interface Refused {
  status: number
  /** The code of this API, such as `RATE_LIMITED`. */
  code: string
  message: string
}

const errorInfo = 'type.googleapis.com/google.rpc.ErrorInfo'
const domain = 'convograph'

/** The body of a refusal: `google.rpc.Status`, with the code of this API as the reason in its details. */
export function statusAnswer(encoding: Encoding, { status, code, message }: Refused): string | Uint8Array {
  const rpc = { code: rpcCodes[status] ?? rpcCodes[status < 500 ? 400 : 500], message }
  if (encoding === 'JSON')
    return JSON.stringify({ ...rpc, details: [{ '@type': errorInfo, reason: code, domain }] })
  const value = ErrorInfo.encode({ reason: code, domain }).finish()
  return RpcStatus.encode({ ...rpc, details: [{ typeUrl: errorInfo, value }] }).finish()
}

/** The codes of gRPC for statuses of HTTP. */
const rpcCodes: Partial<Record<number, number>> = {
  400: 3,
  401: 16,
  403: 7,
  413: 3,
  415: 3,
  429: 8,
  500: 13,
  503: 14,
}
