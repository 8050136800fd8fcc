import { type Receipt } from '../analytics.ts'
import { retryAfterMs } from './back-off.ts'
import { type Item } from './store.ts'
import { type AliasMutation, type IdentifyMutation, type TrackMutation } from './types.ts'

/** What became of one request. */
export type Outcome =
  /** Everything in the batch is answered: a receipt for each event, or the server's objections to a user. */
  | { is: 'answered'; receipts: Receipt[]; objection?: string }
  /** Nobody knows whether it was stored: the same ids are sent again. */
  | { is: 'failed'; reason: string; retryAfterMs?: number | undefined }
  /** The server takes nothing of this request, because of its content or its size. */
  | { is: 'refused'; reason: string; isTooLarge: boolean }
  /** The server takes nothing from this client. */
  | { is: 'barred'; reason: string }

/** An HTTP answer that was read. */
export interface Answer {
  status: number
  body: string
  retryAfter: string | null
}

const worthRetrying = [408, 425, 429]
const ofTheContent = [400, 413, 422]

/** Judges the answer to a batch. */
export function outcomeOf(batch: Item[], { status, body, retryAfter }: Answer, now: number): Outcome {
  const answer = parsed(body)
  const reason = answer?.errors?.[0]?.message ?? `No answer of Convograph: status ${status}.`
  if (status >= 500 || worthRetrying.includes(status))
    return { is: 'failed', reason, retryAfterMs: retryAfterMs(retryAfter, now) }
  if (ofTheContent.includes(status)) return { is: 'refused', reason, isTooLarge: status === 413 }
  if (status >= 400) return { is: 'barred', reason }
  return answered(batch, answer?.data) ?? { is: 'failed', reason }
}

type Data = Partial<TrackMutation & IdentifyMutation & AliasMutation>

function parsed(body: string): { data?: Data; errors?: { message: string }[] } | null {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

/** Undefined for anything else, such as the page on which a hotel asks for the number of the room. */
function answered(batch: Item[], data: Data | undefined): Outcome | undefined {
  const receipts = data?.track?.receipts
  if (receipts?.length === batch.length) return { is: 'answered', receipts }
  const user = data?.identify ?? data?.alias
  const [error] = user?.userErrors ?? []
  return (
    user && { is: 'answered', receipts: [], ...(error && { objection: `${error.field}: ${error.message}` }) }
  )
}
