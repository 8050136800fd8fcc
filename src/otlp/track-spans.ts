import { type Rejection } from '../checks/rejection.ts'
import { sentItem } from '../ingest/sent-batch.ts'
import { type TrackServices, track } from '../ingest/track.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { largest } from '../schema/largest.ts'
import { type Receipt, ReceiptStatus } from '../schema/tracking/receipt.ts'
import { type Facts, factsOf } from './facts-of.ts'
import { type Span } from './span.ts'

/** The outcome of a request. */
export interface Tracked {
  rejected: number
  /** Why spans were rejected, and how many were ignored; empty if neither. */
  message: string
}

/**
 * Tracks the events of spans, in batches. When it returns, the events that were not rejected are committed.
 * @throws as `track`: then some batches may be stored, which are duplicates when the request is sent again
 */
export async function trackSpans(
  scope: Pick<RequestScope, 'project' | 'viewer'>,
  services: TrackServices,
  spans: Span[],
): Promise<Tracked> {
  const { facts, ignored, rejected } = factsOf(spans)
  const refused: Reason[] = [...rejected]
  for (let first = 0; first < facts.length; first += largest.batch) {
    const batch = facts.slice(first, first + largest.batch).map(fact => sentItem(fact))
    const { receipts } = await track(scope, services, batch)
    refused.push(...receipts.filter(isRejected))
  }
  count(services, ignored, rejected.length)
  return {
    rejected: refused.length,
    message: [aboutRejected(refused), aboutIgnored(ignored)].filter(Boolean).join(' '),
  }
}

type Reason = Pick<Rejection | Receipt, 'code' | 'field' | 'message'>

const isRejected = ({ status }: Receipt) => status === ReceiptStatus.REJECTED

/** `track` counts the others. */
function count({ metrics }: TrackServices, ignored: Facts['ignored'], rejected: number): void {
  metrics.events.inc({ status: 'rejected' }, rejected)
  for (const [reason, spans] of Object.entries(ignored)) metrics.spansIgnored.inc({ reason }, spans)
}

function aboutRejected([first, ...others]: Reason[]): string {
  if (!first) return ''
  const number = others.length
    ? `${others.length + 1} spans were rejected, the first`
    : 'One span was rejected'
  return `${number} with ${first.code}: ${first.message}`
}

/** Most spans of most applications are none of model calls: the message says it without a complaint. */
function aboutIgnored(ignored: Facts['ignored']): string {
  const reasons = Object.entries(ignored).filter(([, spans]) => spans > 0)
  if (!reasons.length) return ''
  return `Ignored: ${reasons.map(([reason, spans]) => `${spans} ${reason}`).join(', ')}.`
}
